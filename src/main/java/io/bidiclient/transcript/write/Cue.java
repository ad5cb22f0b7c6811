package io.bidiclient.transcript.write;

import java.util.List;
import java.util.Locale;

/**
 * A subtitle.
 *
 * @param number from 1
 * @param start milliseconds on the input's time line
 * @param end milliseconds; after the start, and not after the next cue's start
 * @param lines one or two, as they are shown
 */
record Cue(long number, long start, long end, List<String> lines) {
  /** The same with another number. */
  Cue numbered(long other) {
    return new Cue(other, start, end, lines);
  }

  /** A time as {@code 00:01:02.345}, with the given character before the milliseconds. */
  static String time(long millis, char point) {
    long seconds = millis / 1000;
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        point,
        millis % 1000);
  }
}
