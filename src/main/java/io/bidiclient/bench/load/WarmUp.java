package io.bidiclient.bench.load;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.model.ReplayModel;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.sagemaker.SageMakerSettings;
import io.bidiclient.transport.sagemaker.SageMakerTransport;
import io.bidiclient.transport.websocket.WebSocketSettings;
import io.bidiclient.transport.websocket.WebSocketTransport;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Java compile what a step runs before the first one is measured: a few streams send the inputs
 * as fast as they are taken to an emulator in this process. The endpoint sees nothing of it.
 */
public final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private static final int STREAMS = 8;

  /** Streams that are served well enough by what one round has compiled. */
  private static final int SERVED_BY_A_ROUND = 10;

  private static final int MOST_ROUNDS = 12;

  /** A compiler that worked less than this share of a round has most of it behind it. */
  private static final double SETTLED = 0.1;

  /** An utterance begins while two seconds are left: so long and those two. */
  private static final Duration TIME = Duration.ofMillis(3_500);

  private static final List<String> TEXT = List.of("", " ONE", "", " TWO");

  private WarmUp() {}

  /** Runs a step to its end. */
  public interface Runner {
    /** Runs it; says whether another may follow. */
    boolean run(LoadStep step) throws InterruptedException;
  }

  /**
   * Takes some seconds, more of them for many streams: until the compiler has little to do. What
   * goes wrong changes no figure: the first step is slower then.
   *
   * @param streams of the largest step that is known
   * @param settings of the streams of the steps
   * @param webSocket whether they speak WebSocket, or SageMaker's HTTP/2
   */
  public static void run(
      int streams,
      List<BenchInput> inputs,
      StreamSettings settings,
      boolean webSocket,
      Runner runner)
      throws InterruptedException {
    boolean openAi = settings.session().dialect().label().equals("openai");
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withModel(new ReplayModel(List.of(TEXT)))
            .withMode(openAi ? EmulatorMode.OPENAI : EmulatorMode.RELEASED);
    try (Emulator emulator = Emulator.start(options);
        Transport transport = webSocket ? socket(emulator) : stream(emulator)) {
      StreamSettings fast =
          new StreamSettings(settings.session(), settings.retries(), new Pacer(Pace.MAX, 0));
      int most = Math.min(MOST_ROUNDS, 1 + streams / SERVED_BY_A_ROUND);
      boolean more = true;
      for (int round = 0; round < most && more; round++) {
        long began = System.nanoTime();
        long compiled = compiling();
        more =
            runner.run(new LoadStep(STREAMS, inputs, fast, () -> transport, Duration.ZERO, TIME));
        more &= (compiling() - compiled) * 1e6 >= SETTLED * (System.nanoTime() - began);
      }
    } catch (IOException e) {
      LOG.debug("the first step is measured without a warm-up", e);
    }
  }

  /** Milliseconds that the compiler has worked, where the machine tells. */
  private static long compiling() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler != null && compiler.isCompilationTimeMonitoringSupported()
        ? compiler.getTotalCompilationTime()
        : 0;
  }

  private static Transport stream(Emulator emulator) {
    return new SageMakerTransport(SageMakerSettings.local("emulator", URI.create(emulator.url())));
  }

  private static Transport socket(Emulator emulator) {
    return new WebSocketTransport(
        new WebSocketSettings(
            URI.create(emulator.webSocketUrl()),
            Optional.empty(),
            Duration.ofSeconds(10),
            Optional.empty(),
            new EnvironmentProxies(Map.of())));
  }
}
