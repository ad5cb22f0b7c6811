package io.bidiclient;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.PacedFeed;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.realtime.Backoff;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.sagemaker.SageMakerSettings;
import io.bidiclient.transport.sagemaker.SageMakerTransport;
import io.bidiclient.transport.websocket.WebSocketSettings;
import io.bidiclient.transport.websocket.WebSocketTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole transcription in this process: an emulator, the real SDK between, and ourselves. */
public final class LocalRun implements TranscriptionListener {
  /** Retries without a wait: what is tested is where a run goes on, not when. */
  private static final Backoff AT_ONCE = new Backoff(Duration.ZERO, Duration.ZERO, () -> 0);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final StringBuilder text = new StringBuilder();
  private final List<String> warnings = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final List<String> pieces = new ArrayList<>();
  private final List<Seam> seams = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private RetryPolicy recovery = new RetryPolicy(5, AT_ONCE, Duration.ofMinutes(25));
  private Timeouts limits = new Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE);
  private boolean webSocket;
  private EmulatorOptions options = EmulatorOptions.defaults();

  /** The emulator does this, stream after stream. */
  public LocalRun faults(FaultPlan... plans) {
    options = options.withFaults(List.of(plans));
    return this;
  }

  /** The emulator is this one. */
  public LocalRun emulator(EmulatorOptions other) {
    options = other;
    return this;
  }

  /** Sessions are no longer than this. */
  public LocalRun longestSession(Duration longest) {
    recovery = new RetryPolicy(recovery.retries(), AT_ONCE, longest);
    return this;
  }

  /** So many sessions may be replaced. */
  public LocalRun retries(int retries) {
    recovery = new RetryPolicy(retries, AT_ONCE, recovery.longestSession());
    return this;
  }

  /** Waits are so long. */
  public LocalRun limits(Timeouts other) {
    limits = other;
    return this;
  }

  /** Straight to the server's WebSocket, without SageMaker between. */
  public LocalRun overWebSocket() {
    webSocket = true;
    return this;
  }

  /** Transcribes 16 kHz mono PCM16. */
  public Result run(byte[] pcm, Pace pace) throws Exception {
    try (Emulator emulator = Emulator.start(options);
        Transport transport = transport(emulator);
        PacedFeed feed =
            new PacedFeed(new Chunks(pcm), new Pacer(pace, 160_000), System::nanoTime)) {
      SessionSettings settings =
          SessionSettings.of("endpoint emulator", SessionSettings.DEFAULT_MODEL, limits);
      return new Transcription(transport, feed, settings, recovery, this, System::nanoTime, true)
          .run();
    }
  }

  private Transport transport(Emulator emulator) {
    if (!webSocket) {
      return new SageMakerTransport(
          SageMakerSettings.local("emulator", URI.create(emulator.url())));
    }
    return new WebSocketTransport(
        new WebSocketSettings(
            URI.create(emulator.webSocketUrl()),
            Optional.empty(),
            PATIENCE,
            Optional.empty(),
            new EnvironmentProxies(Map.of())));
  }

  /** What was printed, to the letter. */
  public String text() {
    return text.toString();
  }

  /** The codes of what was warned of, in order. */
  public List<String> warnings() {
    return warnings;
  }

  /** What was printed by each delta. */
  public List<String> pieces() {
    return pieces;
  }

  /** Where sessions were joined, in the order in which they were. */
  public List<Seam> seams() {
    return seams;
  }

  /** The first samples of all sessions, in the order in which these were opened. */
  public List<Long> starts() {
    return starts;
  }

  /** How far the model had heard at each delta, in samples. */
  public List<Long> times() {
    return times;
  }

  @Override
  public void take(TranscriptionEvent event) {
    if (event instanceof TimedText piece) {
      text.append(piece.text());
      times.add(piece.time());
      pieces.add(piece.text());
    } else if (event instanceof Seam seam) {
      seams.add(seam);
    } else if (event instanceof SessionProgress progress
        && progress.stage() == SessionProgress.Stage.STREAMING) {
      starts.add(progress.start());
    } else if (event instanceof TranscriptionEvent.Warned warned) {
      warnings.add(warned.warning().code());
    }
  }

  /** PCM in chunks of 80 ms. */
  private static final class Chunks implements ChunkSource {
    private static final int BYTES = 2_560;

    private final byte[] pcm;
    private int at;

    Chunks(byte[] pcm) {
      this.pcm = pcm;
    }

    @Override
    public Optional<AudioChunk> next() {
      int end = Math.min(at + BYTES, pcm.length);
      if (end == at) {
        return Optional.empty();
      }
      AudioChunk chunk = new AudioChunk(at / 2, Arrays.copyOfRange(pcm, at, end));
      at = end;
      return Optional.of(chunk);
    }

    @Override
    public void close() {
      at = pcm.length;
    }
  }
}
