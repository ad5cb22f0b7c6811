package io.bidiclient.realtime.event;

/**
 * Text of a server with what is known of where in the audio it was spoken. Positions are samples on
 * the input's time line.
 *
 * @param text to the letter
 * @param time what is told of its place: exact for a frame clock, else the best there is
 * @param earliest what it ends at or after
 * @param latest what it ends at or before: the model had received no more by then
 * @param clocked whether {@code latest} is the position of a frame clock, so that the same word has
 *     about the same position when another session hears it
 */
public record TimedText(String text, long time, long earliest, long latest, boolean clocked)
    implements TranscriptionEvent {
  /** Text at a place that is known no better. */
  public static TimedText of(String text, long time) {
    return new TimedText(text, time, time, time, false);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.text(this);
  }

  /** The same place with other text. */
  public TimedText withText(String other) {
    return new TimedText(other, time, earliest, latest, clocked);
  }

  /** The same text with another time to be shown. */
  public TimedText at(long shown) {
    return new TimedText(text, shown, earliest, latest, clocked);
  }

  /** The same on a time line that begins so many samples earlier. */
  public TimedText behind(long samples) {
    return new TimedText(text, time + samples, earliest + samples, latest + samples, clocked);
  }
}
