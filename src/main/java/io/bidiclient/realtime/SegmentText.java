package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.overlap.OverlapFilter;
import io.bidiclient.realtime.overlap.PrintedTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The text of one segment of the time line, whatever number of sessions it took: each word once.
 * Owned by the run's thread.
 */
final class SegmentText {
  /** Nobody speaks faster, in letters and in words a second: the least audio that a text takes. */
  private static final double LETTERS_A_SECOND = 28;

  private static final double WORDS_A_SECOND = 7;

  /** Text that is compared when a session follows another, in samples before its start. */
  private static final long COMPARED = 30L * AudioChunk.RATE;

  /** The newest parts are compared however long ago they were said: else nothing shows a gap. */
  private static final int ALWAYS_COMPARED = 16;

  private final List<TimedText> said = new ArrayList<>();
  private final long start;
  private double least;
  private boolean told;

  /** Where the first word was spoken at the latest that is new from the current session. */
  private OptionalLong firstNew = OptionalLong.empty();

  private boolean repeats;

  /** Whether a session was silent to audio that no other can be sent, until a mark says so. */
  private boolean gap;

  /** Whether nothing was said before the current session. */
  private boolean blankBefore;

  private OverlapFilter filter = OverlapFilter.none();

  /**
   * No text yet.
   *
   * @param start first sample of the segment
   */
  SegmentText(long start) {
    this.start = start;
  }

  /** All that was said, in order. */
  List<TimedText> said() {
    return said;
  }

  /** Whether no word was said. */
  boolean isBlank() {
    return said.stream().allMatch(part -> part.text().isBlank());
  }

  /**
   * Whether the current session, which follows another, has said only what was said before: then
   * more may have been said than it will hear.
   */
  boolean repeats() {
    return repeats;
  }

  /** How the current session's text is joined to what was said before. */
  OverlapFilter filter() {
    return filter;
  }

  /** The last word that was said was spoken at this sample or after it. */
  long spokenFrom() {
    return said.isEmpty() ? start : said.get(said.size() - 1).earliest();
  }

  /**
   * Takes what the session said.
   *
   * @param text with the bounds of a clock; without one, its amount tells how far it must have come
   * @return what of all that it said is new
   */
  List<TimedText> take(TimedText text) {
    return keep(filter.pass(text));
  }

  /** The session has said all: returns what was held back. */
  List<TimedText> finish() {
    return keep(filter.finish());
  }

  /** Takes the best join there is. */
  List<TimedText> settle() {
    return keep(filter.settle());
  }

  /** More is known of where what was said was spoken. */
  void place(UnaryOperator<TimedText> places) {
    said.replaceAll(places);
    filter.place(places);
  }

  /**
   * How the current session was joined, once after it was; where words may be missing, once the
   * first that is not is known.
   *
   * @param end how far its audio reaches, if it says no more; else empty
   */
  Optional<Seam> newSeam(OptionalLong end) {
    OptionalLong upTo = firstNew.isPresent() ? firstNew : end;
    Optional<Seam> joined = filter.seam();
    boolean known = upTo.isPresent() || (!gap && joined.filter(s -> !s.isCertain()).isEmpty());
    if (told || !known || joined.isEmpty()) {
      return Optional.empty();
    }
    told = true;
    Seam seam = joined.get();
    if (gap) {
      gap = false;
      return Optional.of(seam.doubted(upTo.getAsLong()));
    }
    return Optional.of(
        upTo.isEmpty()
            ? seam
            : seam.missing(blankBefore ? start : seam.position(), upTo.getAsLong()));
  }

  /**
   * The session was silent to audio that is no longer held. Words that agree with those of the next
   * one do not show that none is missing between: they may be said more than once.
   */
  void missed() {
    gap = true;
  }

  /**
   * Another session begins, at a sample of the time line.
   *
   * @param tooLate whether words may have been spoken before it that are not printed
   */
  void resume(long from, boolean tooLate) {
    told = false;
    firstNew = OptionalLong.empty();
    blankBefore = isBlank();
    repeats = !isBlank();
    boolean whole = from <= start;
    int last = Math.max(0, said.size() - ALWAYS_COMPARED);
    List<TimedText> compared =
        IntStream.range(0, said.size())
            .filter(i -> whole || i >= last || said.get(i).latest() > from - COMPARED)
            .mapToObj(said::get)
            .toList();
    filter = new OverlapFilter(new PrintedTail(compared, List.of(), from, whole), tooLate);
  }

  private List<TimedText> keep(List<TimedText> fresh) {
    if (fresh.isEmpty()) {
      return fresh;
    }
    List<TimedText> bounded = new ArrayList<>();
    for (TimedText part : fresh) {
      least += seconds(part.text());
      repeats &= !part.saysWord();
      if (part.saysWord() && firstNew.isEmpty()) {
        firstNew = OptionalLong.of(part.latest());
      }
      long spoken = Math.min(part.latest(), start + (long) (least * AudioChunk.RATE));
      long earliest = Math.max(part.earliest(), spoken);
      bounded.add(new TimedText(part.text(), part.time(), earliest, part.latest(), part.counted()));
    }
    said.addAll(bounded);
    return bounded;
  }

  /** The least time in which a text can be spoken. */
  static double seconds(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      boolean letter = Character.isLetterOrDigit(text.codePointAt(i));
      words += letter && !inWord ? 1 : 0;
      inWord = letter;
    }
    return Math.min(TimedText.letters(text) / LETTERS_A_SECOND, words / WORDS_A_SECOND);
  }
}
