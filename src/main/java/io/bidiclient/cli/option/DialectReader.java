package io.bidiclient.cli.option;

import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.protocol.Dialects;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the label of a dialect. */
final class DialectReader implements ITypeConverter<Dialect> {
  @Override
  public Dialect convert(String label) {
    return Dialects.named(label)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + label + "' is none of " + String.join(", ", Dialects.labels())));
  }
}
