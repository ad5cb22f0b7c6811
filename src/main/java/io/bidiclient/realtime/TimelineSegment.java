package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/**
 * A piece of the input's time line that one session is to transcribe: from its start to its limit,
 * or to the end of the input. Sessions may break and be replaced; what was said stays. Positions
 * are samples on the input's time line. Owned by the run's thread.
 */
final class TimelineSegment {
  /** The limit of a stretch that goes on to the end of the input. */
  static final long OPEN = Long.MAX_VALUE;

  /** A word's text may come so much before its sound has faded, in samples. */
  private static final long EARLY = 3_840;

  private final List<TimedText> said = new ArrayList<>();
  private long start;
  private long limit = OPEN;
  private long heard;

  TimelineSegment(long start) {
    place(start);
  }

  /** Moves a stretch that has not begun. */
  void place(long from) {
    start = from;
    heard = from;
  }

  long start() {
    return start;
  }

  long limit() {
    return limit;
  }

  void cutAt(long sample) {
    limit = sample;
  }

  /** How far it has been heard. */
  long heard() {
    return heard;
  }

  /** Keeps what was said for the first time. */
  void heard(String text, long sample) {
    heard = Math.max(heard, sample);
    if (!text.isEmpty()) {
      said.add(new TimedText(text, sample));
    }
  }

  /**
   * Where to go on after a break, and what will be said again from there.
   *
   * <p>It is the last pause in which a word was said: that word and all before it are whole, and
   * all after it are said again. Without one it is the start of the stretch.
   *
   * @param counted whether the frame clock can be believed: without it no pause can be matched with
   *     words
   */
  Resumption resumption(ReplayBuffer tape, boolean counted) {
    long floor = Math.max(start, tape.from());
    List<SilenceDetector> pauses =
        counted ? SilenceDetector.in(tape.between(floor, heard)) : List.of();
    for (ListIterator<SilenceDetector> back = pauses.listIterator(pauses.size());
        back.hasPrevious(); ) {
      SilenceDetector pause = back.previous();
      if (pause.chunks() >= SilenceDetector.SHORTEST && endsWord(pause)) {
        long cut = middle(pause, tape);
        return new Resumption(cut, new OverlapFilter(saidAfter(pause.end()), heard), true);
      }
    }
    return new Resumption(floor, new OverlapFilter(saidAfter(floor), heard), floor == start);
  }

  /**
   * How a session that follows a broken one begins.
   *
   * @param from the first sample to send it
   * @param echo what it will say again
   * @param clean whether no word is cut there
   */
  record Resumption(long from, OverlapFilter echo, boolean clean) {}

  private boolean endsWord(SilenceDetector pause) {
    return said.stream()
        .anyMatch(s -> s.heard() > pause.start() - EARLY && s.heard() <= pause.end());
  }

  private String saidAfter(long sample) {
    StringBuilder text = new StringBuilder();
    said.stream().filter(s -> s.heard() > sample).forEach(s -> text.append(s.text()));
    return text.toString();
  }

  private static long middle(SilenceDetector pause, ReplayBuffer tape) {
    long middle = pause.start() + (pause.end() - pause.start()) / 2;
    return tape.around(middle).map(AudioChunk::start).orElse(pause.start());
  }
}
