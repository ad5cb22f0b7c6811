package io.bidiclient.cli.value;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share in percent, with or without the sign. */
public final class PercentReader implements ITypeConverter<Double> {
  private static final double PERCENT = 100;

  @Override
  public Double convert(String text) {
    try {
      double percent = Double.parseDouble(text.strip().replaceFirst("\\s*%$", ""));
      if (percent >= 0 && percent <= PERCENT) {
        return percent / PERCENT;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no percentage, as 0.5%");
    }
    throw new TypeConversionException("'" + text + "' is not from 0% to 100%");
  }
}
