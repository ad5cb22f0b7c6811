package io.bidiclient.audio.mix;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How much louder the audio is made before it is sent.
 *
 * @param decibels a fixed amount, {@link #LOWEST} to {@link #HIGHEST}; absent for as much as it
 *     needs
 */
public record Gain(OptionalDouble decibels) {
  /** The lowest fixed gain, in decibels. */
  public static final double LOWEST = -40;

  /** The highest fixed gain, in decibels. */
  public static final double HIGHEST = 60;

  /** Every sample as it came. */
  public static final Gain NONE = fixed(0);

  /** As much as the audio needs: {@link AutomaticGain}. */
  public static final Gain AUTO = new Gain(OptionalDouble.empty());

  /** Fails with a sentence for the person who gave the number when it is out of its range. */
  public Gain {
    double value = decibels.orElse(0);
    if (!(value >= LOWEST && value <= HIGHEST)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the gain must be %.0f to %.0f dB", LOWEST, HIGHEST));
    }
  }

  /** A fixed gain, in decibels. */
  public static Gain fixed(double decibels) {
    return new Gain(OptionalDouble.of(decibels));
  }

  /** As people give it: {@code auto}, {@code 12}. */
  @Override
  public String toString() {
    if (decibels.isEmpty()) {
      return "auto";
    }
    double value = decibels.getAsDouble();
    // Each start asks for 0, and BigDecimal begins with a table of large powers.
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }

  /** Whether it leaves every sample as it is. */
  public boolean isNone() {
    return decibels.isPresent() && decibels.getAsDouble() == 0;
  }

  /** Begins to amplify one stream of audio. */
  public Amplifier amplifier() {
    if (decibels.isEmpty()) {
      return new AutomaticGain();
    }
    float factor = (float) Math.pow(10, decibels.getAsDouble() / 20);
    return isNone() ? sample -> sample : sample -> sample * factor;
  }
}
