package io.bidiclient.cli.value;

import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.write.Format;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code FORMAT}, {@code FORMAT=FILE}, or a file's name alone, whose extension is the format.
 * The file {@code -} is stdout.
 */
public final class OutputReader implements ITypeConverter<OutputChoice> {
  private static final String STDOUT = "-";

  @Override
  public OutputChoice convert(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Optional<Format> format = Format.named(name);
    if (format.isEmpty()) {
      Format byExtension = byExtension(text).orElseThrow(() -> unknown(name));
      return new OutputChoice(byExtension, Optional.of(PathReader.path(text, text)));
    }
    if (equals < 0) {
      return new OutputChoice(format.get(), Optional.empty());
    }
    String file = text.substring(equals + 1);
    if (file.isEmpty()) {
      throw new TypeConversionException("'" + text + "' names no file");
    }
    return new OutputChoice(
        format.get(),
        file.equals(STDOUT) ? Optional.empty() : Optional.of(PathReader.path(text, file)));
  }

  /** Its format, where a file's name ends with that of one. */
  private static Optional<Format> byExtension(String file) {
    String extension = file.substring(file.lastIndexOf('.') + 1);
    return file.lastIndexOf('.') < 0
        ? Optional.empty()
        : Arrays.stream(Format.values())
            .filter(format -> format.extension().equalsIgnoreCase(extension))
            .findFirst();
  }

  private static TypeConversionException unknown(String name) {
    return EnumReader.unknown(name, Arrays.stream(Format.values()).map(Format::label));
  }
}
