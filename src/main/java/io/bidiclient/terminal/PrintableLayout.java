package io.bidiclient.terminal;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.bidiclient.text.PrintableText;

/**
 * Lays out what is logged: a line for each message, whatever stands in it. The lines of a stack
 * trace are indented, so that none of them passes for another message.
 */
final class PrintableLayout extends PatternLayout {
  private static final String PATTERN =
      "%d{HH:mm:ss.SSS} %-5level %logger{24} %printable%n%indented";

  PrintableLayout() {
    getInstanceConverterMap().put("printable", Message::new);
    getInstanceConverterMap().put("indented", Trace::new);
    setPattern(PATTERN);
  }

  private static final class Message extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return PrintableText.line(event.getFormattedMessage());
    }
  }

  private static final class Trace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy fault) {
      String trace = super.throwableProxyToString(fault).stripTrailing();
      return PrintableText.lines(trace.indent(2));
    }
  }
}
