package io.bidiclient.bench.report;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One form of a report, and where it goes.
 *
 * @param form which
 * @param file where; standard output when absent
 */
public record BenchOutput(Form form, Optional<Path> file) {
  /** The forms of a report. */
  public enum Form {
    /** A table for people. */
    TEXT,
    /** One JSON object. */
    JSON,
    /** A line a step. */
    CSV,
    /** The gates as JUnit XML. */
    JUNIT,
    /** A page with plots. */
    HTML;

    /** Its name on the command line. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
