package io.bidiclient.transcript.write;

import io.bidiclient.text.Columns;
import java.util.List;

/**
 * How large a cue may be, and how fast it is read.
 *
 * @param columns the most in a line; East Asian wide characters take two
 * @param lines the most in a cue, unless a single word needs more
 * @param readingSpeed columns a second that are read with ease: where there is time, a cue is shown
 *     as long as that takes
 */
public record CueSettings(int columns, int lines, int readingSpeed) {
  /** What broadcasters ask for. */
  public static final CueSettings DEFAULT = new CueSettings(42, 2, 17);

  static final long SHORTEST_MILLIS = 1_000;
  static final long LONGEST_MILLIS = 7_000;

  /** How much faster can just be read. */
  private static final double HURRY = 21 / 17.0;

  /** How long lines are shown where there is time, in milliseconds. */
  long easyMillis(List<String> shown) {
    return millis(shown, readingSpeed);
  }

  /** How long lines must be shown to be read at all, in milliseconds. */
  long leastMillis(List<String> shown) {
    return millis(shown, readingSpeed * HURRY);
  }

  private static long millis(List<String> shown, double speed) {
    long width = shown.stream().mapToLong(Columns::width).sum();
    long needed = (long) Math.ceil(1_000 * width / speed);
    return Math.min(LONGEST_MILLIS, Math.max(SHORTEST_MILLIS, needed));
  }
}
