package io.bidiclient.realtime.event;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Text of a server with what is known of where in the audio it was spoken. Positions are samples on
 * the input's time line.
 *
 * @param text to the letter
 * @param time what is told of its place: exact for a frame clock, else the best there is
 * @param earliest what it ends at or after
 * @param latest what it ends at or before: the model had received no more by then
 * @param counted where the model was by its deltas, unless these tell nothing
 */
public record TimedText(
    String text, long time, long earliest, long latest, Optional<CountedPosition> counted)
    implements TranscriptionEvent {
  /** A letter of a script whose letters are syllables or words counts for so many. */
  private static final int LETTERS_AN_IDEOGRAPH = 3;

  /** Text at a place that is known no better. */
  public static TimedText of(String text, long time) {
    return new TimedText(text, time, time, time, Optional.empty());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.text(this);
  }

  /** Letters and digits of a text; an ideograph, a syllable or a word, counts as three. */
  public static int letters(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        letters += Character.isIdeographic(c) ? LETTERS_AN_IDEOGRAPH : 1;
      }
    }
    return letters;
  }

  /** Whether it says a word or a part of one, and not only spaces and punctuation. */
  public boolean saysWord() {
    return letters(text) > 0;
  }

  /** By how many frames more the other was counted; empty where the two cannot be compared. */
  public OptionalDouble framesTo(TimedText other) {
    return counted.isPresent() && other.counted.isPresent()
        ? counted.get().framesTo(other.counted.get())
        : OptionalDouble.empty();
  }

  /** The same place with other text. */
  public TimedText withText(String other) {
    return new TimedText(other, time, earliest, latest, counted);
  }

  /** The same text with another time to be shown. */
  public TimedText at(long shown) {
    return new TimedText(text, shown, earliest, latest, counted);
  }

  /**
   * The same text where it was counted, now that deltas are known to be frames.
   *
   * @param longestDelay by how many samples the text may follow its sound
   */
  public TimedText clocked(long longestDelay) {
    if (counted.filter(position -> !position.known()).isEmpty()) {
      return this;
    }
    long position = counted.get().sample();
    return new TimedText(
        text,
        position,
        Math.max(earliest, position - longestDelay),
        Math.min(latest, position),
        counted.map(CountedPosition::proven));
  }

  /** The same on a time line that begins so many samples earlier. */
  public TimedText behind(long samples) {
    return new TimedText(
        text,
        time + samples,
        earliest + samples,
        latest + samples,
        counted.map(position -> position.behind(samples)));
  }
}
