package io.bidiclient.cli.value;

import io.bidiclient.audio.mix.Gain;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.check.CheckSettings;
import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.protocol.Dialects;
import io.bidiclient.terminal.ColorMode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of all options of a type, and tells of a wrong one in words of ours. */
public final class ValueReaders {
  private static final int LAST_PORT = 65_535;

  private ValueReaders() {}

  /** Has all commands read values so. */
  public static CommandLine register(CommandLine commands) {
    return commands
        .registerConverter(Duration.class, new Reader<>(Durations::parse))
        .registerConverter(int.class, new Reader<>(ValueReaders::integer))
        .registerConverter(Integer.class, new Reader<>(ValueReaders::integer))
        .registerConverter(
            Long.class, new Reader<>(text -> number(text, Long::valueOf, "a whole number")))
        .registerConverter(
            long.class, new Reader<>(text -> number(text, Long::valueOf, "a whole number")))
        .registerConverter(
            Double.class, new Reader<>(text -> number(text, Double::valueOf, "a number")))
        .registerConverter(
            BigDecimal.class, new Reader<>(text -> number(text, BigDecimal::new, "a number")))
        .registerConverter(URI.class, new Reader<>(ValueReaders::url))
        .registerConverter(Path.class, new Reader<>(text -> PathReader.path(text, text)))
        .registerConverter(Gain.class, new Reader<>(ValueReaders::gain))
        .registerConverter(Pace.class, new EnumReader<>(Pace.class) {})
        .registerConverter(Dialect.class, new Reader<>(ValueReaders::dialect))
        .registerConverter(ColorMode.class, new EnumReader<>(ColorMode.class) {})
        .registerConverter(
            CheckSettings.Style.class, new EnumReader<>(CheckSettings.Style.class) {});
  }

  private static Integer integer(String text) {
    return number(text, Integer::valueOf, "a whole number");
  }

  private static <T> T number(String text, Function<String, T> reader, String kind) {
    try {
      return reader.apply(text.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not " + kind);
    }
  }

  private static Gain gain(String text) {
    if (text.equalsIgnoreCase("auto")) {
      return Gain.AUTO;
    }
    try {
      return Gain.fixed(number(text, Double::valueOf, "auto or a number of decibels"));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text.strip());
      if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
        throw new TypeConversionException("'" + text + "' has a port that is not 1 to 65535");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new TypeConversionException("'" + text + "' is not a URL");
    }
  }

  private static Dialect dialect(String label) {
    return Dialects.named(label)
        .orElseThrow(() -> EnumReader.unknown(label, Dialects.labels().stream()));
  }

  /**
   * A reader made of a function. It is a class and not a lambda of picocli's interface, which is of
   * a class-file version that class-data archives do not take.
   */
  private record Reader<T>(Function<String, T> function) implements ITypeConverter<T> {
    @Override
    public T convert(String text) {
      return function.apply(text);
    }
  }
}
