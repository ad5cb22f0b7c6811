package io.bidiclient.emulator.delivery;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Set;

/**
 * How text is given out. Immutable; start from {@link #PLAIN}.
 *
 * @param delay frames by which text comes later than the built-in model gives it; a frame is 80 ms
 * @param cadence when deltas are sent
 * @param splitWords whether a word comes in pieces of at most three letters, one a frame
 * @param spacing where the space between words is
 * @param reword what is written otherwise in every second utterance; empty for nothing
 * @param mishearing which words are wrong
 */
@RecordBuilder
public record TextDelivery(
    int delay,
    Cadence cadence,
    boolean splitWords,
    Spacing spacing,
    Set<Rewording> reword,
    Mishearing mishearing)
    implements TextDeliveryBuilder.With {
  /** As Voxtral's server does at a delay of 480 ms. */
  public static final TextDelivery PLAIN =
      new TextDelivery(0, Cadence.FRAME, false, Spacing.LEADING, Set.of(), Mishearing.NONE);

  /** Most frames of delay: a minute. */
  public static final int MOST_DELAY = 750;

  /** Rejects a delay that is none, and copies the set. */
  public TextDelivery {
    if (delay < 0 || delay > MOST_DELAY) {
      throw new IllegalArgumentException("a delay is 0 to " + MOST_DELAY + " frames");
    }
    reword = Set.copyOf(reword);
  }

  /** Whether text goes through word by word, or as the model gives it. */
  boolean byWords() {
    return splitWords || spacing != Spacing.LEADING || !reword.isEmpty() || mishearing.share() > 0;
  }
}
