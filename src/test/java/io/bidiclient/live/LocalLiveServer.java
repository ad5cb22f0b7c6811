package io.bidiclient.live;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.transcript.Target;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.RecordingTransport;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.sagemaker.SageMakerSettings;
import io.bidiclient.transport.sagemaker.SageMakerTransport;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The live page's server, streaming to an emulator of its own over the real SDK. For one test; what
 * goes up to the endpoint can be taken from any thread.
 */
final class LocalLiveServer implements AutoCloseable {
  private static final long PATIENCE = 20;

  /** What went up to the endpoint, without the audio. */
  private final BlockingQueue<String> upward = new LinkedBlockingQueue<>();

  private final Emulator emulator;
  private final Transport transport;
  private final LiveServer server;

  /** What differs from the usual. */
  static final class Setup {
    private Duration absence = LiveOptions.ABSENCE;
    private int visitors = 4;
    private int viewers = 0;
    private List<FaultPlan> faults = List.of();
    private int delay;

    Setup absence(Duration value) {
      absence = value;
      return this;
    }

    Setup visitors(int value) {
      visitors = value;
      return this;
    }

    Setup delay(int frames) {
      delay = frames;
      return this;
    }

    Setup viewers(int value) {
      viewers = value;
      return this;
    }

    Setup fault(FaultPlan plan) {
      faults = List.of(plan);
      return this;
    }
  }

  private LocalLiveServer(Setup setup) throws Exception {
    emulator =
        Emulator.start(
            EmulatorOptions.defaults()
                .withDelivery(TextDelivery.PLAIN.withDelay(setup.delay))
                .withFaults(setup.faults));
    transport =
        new RecordingTransport(
            new SageMakerTransport(SageMakerSettings.local("emulator", URI.create(emulator.url()))),
            new Upward());
    Target target = new Target("endpoint", "emulator");
    server =
        LiveServer.start(
            new LiveOptions(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.empty(),
                setup.visitors,
                setup.viewers,
                setup.absence),
            new Streaming(
                transport,
                target,
                new StreamSettings(
                    SessionSettings.of(
                        target.label(), SessionSettings.DEFAULT_MODEL, Timeouts.DEFAULT),
                    RetryPolicy.DEFAULT,
                    new Pacer(Pace.AUTO, 160_000)),
                80));
  }

  static LocalLiveServer start() throws Exception {
    return start(new Setup());
  }

  static LocalLiveServer start(Setup setup) throws Exception {
    return new LocalLiveServer(setup);
  }

  String url() {
    return server.url();
  }

  Optional<String> readersUrl() {
    return server.readersUrl();
  }

  /** Whether it went up and was not taken yet. */
  boolean wentUp(String message) {
    return upward.contains(message);
  }

  /** What went up next; null where nothing does in time. */
  String nextUp() throws InterruptedException {
    return upward.poll(PATIENCE, TimeUnit.SECONDS);
  }

  /** Ends the server as Ctrl-C does. */
  void finish(Duration patience) throws InterruptedException {
    server.finish(patience);
    server.close();
  }

  @Override
  public void close() {
    server.close();
    transport.close();
    emulator.close();
  }

  private final class Upward implements RecordingTransport.Log {
    @Override
    public void opened(int connection) {}

    @Override
    public void sent(int connection, String message) {
      if (message.contains("session.update")) {
        upward.add("update");
      } else if (message.contains("commit")) {
        upward.add(message.contains("true") ? "commit final" : "commit");
      }
    }

    @Override
    public void received(int connection, String message) {}

    @Override
    public void closed(int connection, CloseReason reason) {
      upward.add("closed");
    }
  }
}
