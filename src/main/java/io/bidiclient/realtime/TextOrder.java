package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.overlap.OverlapFilter;
import io.bidiclient.realtime.overlap.PrintedTail;
import io.bidiclient.realtime.overlap.SpacingDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Puts the text of the segments out in the order of the time line, each word once: the first
 * segment's at once, and that of the next one when it is complete. Owned by the run's thread.
 *
 * <pre>
 * segment   ├────────────── said ──────────┤ cut
 * next                 ├─ said again ──────┼── new ──►
 *                                     held back: the next one hears the words at the cut whole
 * </pre>
 */
final class TextOrder {
  /** Printed text that a segment may say again, in samples before its start. */
  private static final long COMPARED = 30L * AudioChunk.RATE;

  private final Consumer<TimedText> printer;
  private final Consumer<Seam> seams;
  private final List<TimedText> printed = new ArrayList<>();
  private final TailHold tail = new TailHold();
  private OverlapFilter filter = OverlapFilter.none();

  /** Whether the server begins a session's text without a space, and what is next begins one. */
  private boolean bare;

  private boolean fresh = true;
  private boolean clean;

  /** Whether text may be printed already that the next segment's session says. */
  private boolean ahead;

  /** Whether the segment whose turn it is has said something new. */
  private boolean news;

  /** Whether it may say again what the one before it has said. */
  private boolean overlaps;

  /** Whether the segment before it holds no words: then what is printed comes before that. */
  private boolean silent;

  /** Where the last segment ends that holds words. */
  private long spokenTo;

  /** Where the last segment was cut. */
  private long cutAt;

  /**
   * Nothing is printed yet.
   *
   * @param printer takes text to print
   * @param seams takes what is known of each place where two segments were joined
   */
  TextOrder(Consumer<TimedText> printer, Consumer<Seam> seams) {
    this.printer = printer;
    this.seams = seams;
  }

  /** Takes text of the segment whose turn it is. */
  void take(TimelineSegment segment, List<TimedText> fresh) {
    for (TimedText part : fresh) {
      if (filter.isOpen()) {
        order(segment, part);
      } else {
        join(segment, filter.pass(part));
      }
    }
  }

  /** The segment has said all. */
  void complete(TimelineSegment segment) {
    silent = segment.isSilent();
    cutAt = segment.limit();
    if (!silent) {
      spokenTo = segment.limit();
    }
    if (!filter.isOpen() && !silent) {
      join(segment, filter.finish());
    }
    // One without words tells nothing of what is printed.
    ahead = silent ? ahead : segment.text().repeats() || (!news && (ahead || overlaps));
  }

  /** It is the turn of the segment that follows the one that is complete. */
  void turnTo(TimelineSegment next) {
    boolean unsaid = silent && next.start() >= spokenTo;
    boolean apart = (unsaid || next.isApart()) && !(ahead && goesBehind(cutAt));
    List<TimedText> compared =
        printed.stream().filter(part -> part.latest() > next.start() - COMPARED).toList();
    printed.clear();
    printed.addAll(compared);
    filter =
        apart
            ? OverlapFilter.none()
            : new OverlapFilter(new PrintedTail(compared, tail.held(), next.start(), false));
    if (filter.isOpen()) {
      tail.release().forEach(this::print);
    }
    clean = apart;
    news = false;
    overlaps = !apart;
    List<TimedText> waiting = List.copyOf(next.waiting());
    next.waiting().clear();
    take(next, waiting);
  }

  /** Whether some of the text so far may have been spoken after the sample. */
  private boolean goesBehind(long sample) {
    return Stream.concat(printed.stream(), tail.held().stream())
        .anyMatch(part -> part.latest() > sample);
  }

  /** More is known of where what was said was spoken. */
  void place(UnaryOperator<TimedText> places) {
    printed.replaceAll(places);
    tail.place(places);
    filter.place(places);
  }

  /** No segment follows, or none that says anything: prints what was held back. */
  void end() {
    tail.release().forEach(this::print);
  }

  private void join(TimelineSegment segment, List<TimedText> fresh) {
    List<TimedText> open = filter.isUnmatched() ? filter.settle() : fresh;
    if (!filter.isOpen()) {
      return;
    }
    filter.seam().map(seam -> missing(seam, segment, open)).ifPresent(seams);
    if (open.isEmpty()) {
      // It may have ended before the cut: then another one hears the words there whole.
      return;
    }
    List<TimedText> held = tail.release();
    if (!filter.replacesHeld()) {
      held.forEach(this::print);
    }
    open.forEach(part -> order(segment, part));
  }

  /** Words may be missing up to the first that is printed, or up to the end of the segment. */
  private static Seam missing(Seam seam, TimelineSegment segment, List<TimedText> open) {
    long first =
        open.stream()
            .filter(TimedText::saysWord)
            .findFirst()
            .map(TimedText::latest)
            .orElse(segment.position());
    return seam.missing(seam.position(), first);
  }

  private void order(TimelineSegment segment, TimedText part) {
    if (part.text().isEmpty()) {
      return;
    }
    news |= part.saysWord();
    if (segment.isCut()) {
      tail.pass(part, isWordBegun()).forEach(this::print);
    } else {
      tail.release().forEach(this::print);
      print(part);
    }
  }

  private void print(TimedText part) {
    TimedText spaced = spaced(part);
    printed.add(spaced);
    printer.accept(spaced);
  }

  /**
   * The text with a space before it where a session follows another at a pause, and the server puts
   * spaces between words but none before a session's first, or none before a final text.
   */
  private TimedText spaced(TimedText part) {
    if (part.text().isEmpty()) {
      return part;
    }
    boolean starts = !Character.isWhitespace(part.text().codePointAt(0));
    boolean apart =
        clean
            && starts
            && endsInWord()
            && hasSpaces()
            && (bare || SpacingDetector.isOfSpacedScript(part.text().charAt(0)));
    bare = fresh ? starts : bare;
    fresh = false;
    clean = false;
    return apart ? part.withText(" " + part.text()) : part;
  }

  /** Whether the printed text ends within a word, or may. */
  private boolean isWordBegun() {
    return endsInWord() && charactersSinceSpace() < TailHold.UNSPACED;
  }

  /** Characters behind the last printed space, {@link TailHold#UNSPACED} at most. */
  private int charactersSinceSpace() {
    int run = 0;
    for (int i = printed.size() - 1; i >= 0; i--) {
      String text = printed.get(i).text();
      for (int at = text.length() - 1; at >= 0 && run < TailHold.UNSPACED; at--) {
        if (Character.isWhitespace(text.charAt(at))) {
          return run;
        }
        run++;
      }
    }
    return run;
  }

  private boolean endsInWord() {
    for (int i = printed.size() - 1; i >= 0; i--) {
      String text = printed.get(i).text();
      if (!text.isEmpty()) {
        return !Character.isWhitespace(text.charAt(text.length() - 1));
      }
    }
    return false;
  }

  private boolean hasSpaces() {
    return printed.stream().anyMatch(part -> part.text().chars().anyMatch(Character::isWhitespace));
  }
}
