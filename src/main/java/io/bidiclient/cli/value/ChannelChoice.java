package io.bidiclient.cli.value;

import io.bidiclient.audio.PcmFormat;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which of an input's channels is transcribed.
 *
 * @param number from 1; all of them, mixed, when absent
 */
public record ChannelChoice(OptionalInt number) {
  private static final String MIX = "mix";

  @Override
  public String toString() {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : MIX;
  }

  /** Reads {@code mix} or a number. */
  public static final class Reader implements ITypeConverter<ChannelChoice> {
    @Override
    public ChannelChoice convert(String text) {
      if (text.equalsIgnoreCase(MIX)) {
        return new ChannelChoice(OptionalInt.empty());
      }
      if (!text.matches("\\d{1,2}") || !within(Integer.parseInt(text))) {
        throw new TypeConversionException(
            "'" + text + "' is neither mix nor a number from 1 to " + PcmFormat.MAX_CHANNELS);
      }
      return new ChannelChoice(OptionalInt.of(Integer.parseInt(text)));
    }

    private static boolean within(int number) {
      return number >= 1 && number <= PcmFormat.MAX_CHANNELS;
    }
  }
}
