package io.bidiclient.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

/**
 * Sets up Logback in code, found through its service file: no XML is read at start-up. All is
 * silent until {@link #show} is called, and then goes to stderr.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** SLF4J's own. */
  private static final String SILENT_PROVIDER = "org.slf4j.helpers.NOP_FallbackServiceProvider";

  private static volatile boolean shownAtMostOnce;

  /** For the service loader. */
  public LogConfigurator() {}

  /**
   * From here on {@link #show} decides for the whole process whether there are logs, and is called
   * before anything has a logger: Logback is not loaded where it would write nothing.
   */
  public static void loadIfShown() {
    shownAtMostOnce = true;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Shows as much as was asked for. */
  public static void show(Verbosity verbosity) {
    if (verbosity == Verbosity.SILENT) {
      if (shownAtMostOnce && System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) == null) {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, SILENT_PROVIDER);
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
      }
      return;
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(stderr(context));
    context.getLogger("io.bidiclient").setLevel(Level.DEBUG);
    if (verbosity == Verbosity.ALL) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
      context.getLogger("software.amazon.awssdk").setLevel(Level.DEBUG);
      // These two write signed headers, and with them session tokens, at DEBUG; so does Netty's
      // frame logger, which stays at the root's level.
      context.getLogger("software.amazon.awssdk.auth").setLevel(Level.INFO);
      context.getLogger("software.amazon.awssdk.http").setLevel(Level.INFO);
    }
  }

  private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext context) {
    PrintableLayout layout = new PrintableLayout();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> lines = new LayoutWrappingEncoder<>();
    lines.setContext(context);
    lines.setLayout(layout);
    lines.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setTarget("System.err");
    stderr.setEncoder(lines);
    stderr.start();
    return stderr;
  }
}
