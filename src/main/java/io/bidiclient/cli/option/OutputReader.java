package io.bidiclient.cli.option;

import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.write.Format;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code FORMAT} or {@code FORMAT=FILE}. */
final class OutputReader implements ITypeConverter<OutputChoice> {
  @Override
  public OutputChoice convert(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Format format =
        Format.named(name)
            .orElseThrow(() -> new TypeConversionException("'" + name + "' is none of " + all()));
    if (equals < 0) {
      return new OutputChoice(format, Optional.empty());
    }
    if (equals == text.length() - 1) {
      throw new TypeConversionException("'" + text + "' names no file");
    }
    try {
      return new OutputChoice(format, Optional.of(Path.of(text.substring(equals + 1))));
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'" + text + "' is not in the locale's character set; set LC_ALL=C.UTF-8");
    }
  }

  private static String all() {
    return Arrays.stream(Format.values()).map(Format::label).collect(Collectors.joining(" "));
  }
}
