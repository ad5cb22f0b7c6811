package io.bidiclient.transcript.assemble;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.List;

/** Text of which it is known when each part was said. Owned by one thread. */
final class TimedRun {
  private final StringBuilder text = new StringBuilder();
  private final List<Part> parts = new ArrayList<>();

  /**
   * What was said at one time.
   *
   * @param length characters
   * @param sounds whether it is more than signs and spaces
   */
  private record Part(int length, long start, long end, boolean sounds, TimestampBasis clock) {
    Part withLength(int other) {
      return new Part(other, start, end, sounds, clock);
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  int length() {
    return text.length();
  }

  /** First sample of the first part. */
  long start() {
    return parts.get(0).start();
  }

  /** The sample after the last part that sounds, or after the first where none does. */
  long end() {
    return end(parts);
  }

  /** Adds what came with a piece. */
  void append(CharSequence more, PlacedDelta piece, boolean sounds) {
    text.append(more);
    parts.add(new Part(more.length(), piece.start(), piece.end(), sounds, piece.clock()));
  }

  /** The first so many characters as a word. */
  Word word(String space, int length) {
    List<Part> said = first(length);
    TimestampBasis clock = said.get(said.size() - 1).clock();
    return new Word(space, text.substring(0, length), start(), end(said), clock);
  }

  /** Takes the first so many characters away. */
  void drop(int length) {
    List<Part> gone = first(length);
    int covered = gone.stream().mapToInt(Part::length).sum();
    Part last = gone.get(gone.size() - 1);
    parts.subList(0, gone.size()).clear();
    if (covered > length) {
      parts.add(0, last.withLength(covered - length));
    }
    text.delete(0, length);
  }

  void clear() {
    text.setLength(0);
    parts.clear();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** The parts that the first so many characters are of. */
  private List<Part> first(int length) {
    int covered = 0;
    int count = 0;
    while (covered < length) {
      covered += parts.get(count).length();
      count++;
    }
    return List.copyOf(parts.subList(0, count));
  }

  private static long end(List<Part> parts) {
    return parts.stream()
        .filter(Part::sounds)
        .mapToLong(Part::end)
        .reduce((a, b) -> b)
        .orElse(parts.get(0).end());
  }
}
