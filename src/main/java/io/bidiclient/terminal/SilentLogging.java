package io.bidiclient.terminal;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * SLF4J for a process that logs nothing, in place of Logback. SLF4J's own silence is not used:
 * Netty takes it for a missing library, and logs to stderr in another way. Safe for many threads.
 */
public final class SilentLogging implements SLF4JServiceProvider, ILoggerFactory {
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  /** Made by SLF4J. */
  public SilentLogging() {}

  @Override
  public Logger getLogger(String name) {
    return NOPLogger.NOP_LOGGER;
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0";
  }

  @Override
  public void initialize() {
    // There is nothing to set up.
  }
}
