package io.bidiclient.cli.option;

import io.bidiclient.run.settings.HookSettings;
import io.bidiclient.run.settings.MetricsChoice;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who else is told what happens. */
@Command(description = "Output")
public final class HookOptions {
  /** For what a program is started. */
  enum Per {
    RUN,
    TURN
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--exec",
      paramLabel = "PROGRAM",
      description =
          "Start a program that reads JSON Lines on its stdin; quotes hold words together.")
  private Optional<String> program;

  @Option(
      names = "--exec-per",
      paramLabel = "WHAT",
      defaultValue = "run",
      description =
          "run: start it once, with all lines; turn: start it for each turn (default:"
              + " ${DEFAULT-VALUE}).")
  private Per per;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Post each turn to this address, in order.")
  private Optional<URI> webhook;

  @Option(
      names = "--webhook-key-file",
      paramLabel = "FILE",
      description = "Sign posts with the key in this file, or in BIDI_WEBHOOK_KEY.")
  private Optional<Path> keyFile;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "Write metrics every 10 s and at the end, for Prometheus: to a file, or - for stdout; emf:"
              + " for CloudWatch, to the log.")
  private Optional<String> metrics;

  /** Who is given what was said. */
  HookSettings settings() {
    if (per == Per.TURN && program.isEmpty()) {
      throw usage("--exec-per needs --exec");
    }
    if (keyFile.isPresent() && webhook.isEmpty()) {
      throw usage("--webhook-key-file needs --webhook");
    }
    if (webhook.filter(url -> !isWeb(url)).isPresent()) {
      throw usage("--webhook takes a URL with https:// or http://");
    }
    return new HookSettings(program, per == Per.TURN, webhook, keyFile);
  }

  /** Where figures go. */
  MetricsChoice metrics() {
    return metrics.map(MetricsChoice::of).orElseGet(MetricsChoice.Off::new);
  }

  private static boolean isWeb(URI url) {
    String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    return url.getHost() != null && (scheme.equals("https") || scheme.equals("http"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
