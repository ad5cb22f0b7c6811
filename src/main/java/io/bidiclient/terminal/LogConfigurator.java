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

/**
 * Sets up Logback in code, found through its service file: no XML is read at start-up. All is
 * silent until {@link Logs#show} is called, and then goes to stderr.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** For the service loader. */
  public LogConfigurator() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Shows more than nothing. */
  static void show(Verbosity verbosity) {
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
