package io.bidiclient.cli.value;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port to listen on: 0 to 65535. */
public final class PortReader implements ITypeConverter<Integer> {
  private static final int LAST = 65_535;

  @Override
  public Integer convert(String text) {
    boolean number = text.matches("\\d{1,5}");
    if (!number || Integer.parseInt(text) > LAST) {
      throw new TypeConversionException("'" + text + "' is not a port: a number from 0 to " + LAST);
    }
    return Integer.valueOf(text);
  }
}
