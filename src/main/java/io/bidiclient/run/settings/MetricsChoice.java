package io.bidiclient.run.settings;

import java.nio.file.Path;

/** Where the figures of a command go while it runs. */
public sealed interface MetricsChoice {
  /** Nowhere. */
  record Off() implements MetricsChoice {}

  /** To a file that is replaced as a whole each time, in Prometheus' text format. */
  record ToFile(Path file) implements MetricsChoice {}

  /** To standard output, in Prometheus' text format. */
  record ToStdout() implements MetricsChoice {}

  /** Into the log on standard error, in CloudWatch's embedded metric format. */
  record ToLog() implements MetricsChoice {}

  /** What the word on the command line means. */
  static MetricsChoice of(String word) {
    return switch (word) {
      case "-" -> new ToStdout();
      case "emf" -> new ToLog();
      default -> new ToFile(Path.of(word));
    };
  }
}
