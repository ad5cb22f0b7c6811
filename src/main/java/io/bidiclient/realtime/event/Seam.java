package io.bidiclient.realtime.event;

/**
 * Where the text of one session was joined to that of the one before it. Positions are samples on
 * the input's time line.
 *
 * @param position how far the text before it reaches
 * @param until where words may be missing up to; the position itself where no stretch of them may
 * @param words words that were said by both
 * @param certainty from 0 to 1: how likely it is that no word is lost or doubled there
 * @param choice what was done
 */
public record Seam(long position, long until, int words, double certainty, Choice choice)
    implements TranscriptionEvent {
  /** A join at which no stretch of words may be missing. */
  public Seam(long position, int words, double certainty, Choice choice) {
    this(position, position, words, certainty, choice);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.joined(this);
  }

  /** A seam below this certainty is not complete. */
  public static final double CERTAIN = 0.99;

  /** Words that may be missing at one place; more of them are a stretch. */
  private static final int FEW = 20;

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
    return new Seam(position + samples, until + samples, words, certainty, choice);
  }

  /**
   * The same where words may be missing between two samples, if it is one at which a stretch of
   * them may: none agrees, or it is uncertain whether the many that were left out were said before.
   */
  public Seam missing(long from, long to) {
    boolean stretch = choice == Choice.UNMATCHED || (!isCertain() && words > FEW);
    return stretch
        ? new Seam(Math.min(position, from), Math.max(position, to), words, certainty, choice)
        : this;
  }

  /** The same where words may be missing up to a sample, whatever agrees. */
  public Seam doubted(long to) {
    return new Seam(position, Math.max(position, to), words, 0, choice);
  }

  /** Whether no word is lost or doubled there, as far as can be known. */
  public boolean isCertain() {
    return certainty >= CERTAIN;
  }
}
