package io.bidiclient.cli.option;

import io.bidiclient.cli.value.Durations;
import io.bidiclient.cli.value.EnumReader;
import io.bidiclient.cli.value.PercentReader;
import io.bidiclient.emulator.delivery.Cadence;
import io.bidiclient.emulator.delivery.Mishearing;
import io.bidiclient.emulator.delivery.Rewording;
import io.bidiclient.emulator.delivery.Spacing;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How an emulated server gives its text out. */
@Command(description = "Text")
public final class DeliveryOptions {
  @Option(
      names = "--text-delay",
      paramLabel = "FRAMES|TIME",
      defaultValue = "0",
      converter = Delay.class,
      description = "Delay text by this many frames of 80 ms, or by a time such as 480ms.")
  private int delay;

  @Option(
      names = "--cadence",
      paramLabel = "NAME",
      defaultValue = "frame",
      converter = Cadences.class,
      description =
          "What gets a delta of its own: frame, half-frame, two-frames, token, segment, or seconds"
              + " for each second's text (default: ${DEFAULT-VALUE}).")
  private Cadence cadence;

  @Option(names = "--split-words", description = "Send words in pieces of three letters.")
  private boolean splitWords;

  @Option(
      names = "--spacing",
      paramLabel = "NAME",
      defaultValue = "leading",
      converter = Spacings.class,
      description =
          "Where a word has its space: leading, trailing, none (default: ${DEFAULT-VALUE}).")
  private Spacing spacing;

  @Option(
      names = "--reword",
      paramLabel = "KIND",
      split = ",",
      converter = Rewordings.class,
      description =
          "Change the text of every second utterance: case, punctuation, word, or several.")
  private Set<Rewording> reword = Set.of();

  @Option(
      names = "--word-errors",
      paramLabel = "PERCENT",
      defaultValue = "0",
      converter = PercentReader.class,
      description = "Hear each word wrong with this probability (default: ${DEFAULT-VALUE}).")
  private double wordErrors;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which words that are; same seed, same errors (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The options as a record. */
  public TextDelivery delivery() {
    return new TextDelivery(
        delay, cadence, splitWords, spacing, reword, new Mishearing(wordErrors, seed));
  }

  /** Reads a number of frames, or a time that is rounded to frames. */
  static final class Delay implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      boolean frames = text.matches("\\d{1,6}");
      long frame = ServerFrameClock.LENGTH.toMillis();
      long count =
          frames ? Long.parseLong(text) : (Durations.parse(text).toMillis() + frame / 2) / frame;
      if (count > TextDelivery.MOST_DELAY) {
        throw new TypeConversionException("'" + text + "' is more than a minute");
      }
      return (int) count;
    }
  }

  /** Names of cadences. */
  static final class Cadences extends EnumReader<Cadence> {
    Cadences() {
      super(Cadence.class);
    }
  }

  /** Names of spacings. */
  static final class Spacings extends EnumReader<Spacing> {
    Spacings() {
      super(Spacing.class);
    }
  }

  /** Names of rewordings. */
  static final class Rewordings extends EnumReader<Rewording> {
    Rewordings() {
      super(Rewording.class);
    }
  }
}
