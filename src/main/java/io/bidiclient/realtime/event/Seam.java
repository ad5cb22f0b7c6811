package io.bidiclient.realtime.event;

/**
 * Where the text of one session was joined to that of the one before it.
 *
 * @param position how far the text before it reaches, in samples on the input's time line
 * @param words words that were said by both
 * @param certainty from 0 to 1: how likely it is that no word is lost or doubled there
 * @param choice what was done
 */
public record Seam(long position, int words, double certainty, Choice choice)
    implements TranscriptionEvent {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.joined(this);
  }

  /** A seam below this certainty is not complete. */
  public static final double CERTAIN = 0.99;

  /** What can be done at a seam. */
  public enum Choice {
    /** Printed what follows the words that both said. */
    ALIGNED,
    /** Printed all: nothing was to be said twice. */
    APPENDED,
    /** Printed all, although words should have been said twice: some may be missing. */
    UNMATCHED
  }

  /** The same on a time line that begins so many samples earlier. */
  public Seam behind(long samples) {
    return new Seam(position + samples, words, certainty, choice);
  }

  /** Whether no word is lost or doubled there, as far as can be known. */
  public boolean isCertain() {
    return certainty >= CERTAIN;
  }
}
