package io.bidiclient.run.settings;

import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.mix.Gain;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.protocol.Dialects;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.Verbosity;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a command was asked for that was asked for nothing in particular, and who asked. */
public final class SampleSettings {
  private SampleSettings() {}

  /** Of an endpoint that tests of inputs never reach. */
  public static RunSettings of(Optional<PcmFormat> raw, Pace pace) {
    return new RunSettings(
        new EndpointSettings(
            "e",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            Dialects.named("vllm").orElseThrow(),
            Optional.empty(),
            Optional.empty()),
        new AudioSettings(raw, 80, Gain.NONE, OptionalInt.empty(), false, List.of()),
        new PaceSettings(pace, Duration.ZERO, Optional.empty()),
        Timeouts.DEFAULT,
        RetryPolicy.DEFAULT,
        new LoggingSettings(false, Verbosity.SILENT));
  }

  /** A process that says nothing, reads nothing and has no variables. */
  public static ProcessContext nobody() {
    return new ProcessContext(
        InputStream.nullInputStream(),
        new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()),
        Map.of(),
        new Interruption());
  }
}
