package io.bidiclient.terminal;

import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

/** How much of the logs is shown: set once a command, before anything is logged. */
public final class Logs {
  private static volatile boolean shownAtMostOnce;

  private Logs() {}

  /**
   * From here on {@link #show} decides for the whole process whether there are logs, and is called
   * before anything has a logger: Logback is not loaded where it would write nothing.
   */
  public static void loadIfShown() {
    shownAtMostOnce = true;
  }

  /** Shows as much as was asked for. */
  public static void show(Verbosity verbosity) {
    if (verbosity != Verbosity.SILENT) {
      LogConfigurator.show(verbosity);
    } else if (shownAtMostOnce && System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) == null) {
      System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, SilentLogging.class.getName());
      System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    }
  }
}
