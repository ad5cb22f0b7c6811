package io.bidiclient.cli.option;

import io.bidiclient.audio.mix.Gain;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a gain: decibels, or {@code auto}. */
final class GainReader implements ITypeConverter<Gain> {
  @Override
  public Gain convert(String text) {
    if (text.equalsIgnoreCase("auto")) {
      return Gain.AUTO;
    }
    try {
      return Gain.fixed(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is neither auto nor a number of decibels");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
