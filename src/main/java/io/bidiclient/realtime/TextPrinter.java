package io.bidiclient.realtime;

import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.timing.ServerTiming;
import java.util.List;

/**
 * Tells and counts what is printed: the text of all segments in order, where it was joined, and
 * what a person is to be warned of. Owned by the run's thread.
 */
final class TextPrinter {
  private final TextOrder order = new TextOrder(this::print, this::joined);
  private final TranscriptionListener listener;
  private final RunCounters tally;
  private final ServerTiming timing;
  private boolean printed;

  /** Times of text never go back, also where a session counts otherwise than the one before. */
  private long told;

  TextPrinter(TranscriptionListener listener, RunCounters tally, ServerTiming timing) {
    this.listener = listener;
    this.tally = tally;
    this.timing = timing;
  }

  /**
   * Takes text of the segment whose turn it is.
   *
   * @param said what the server said last, whose place is told if nothing of it is printed
   */
  void take(TimelineSegment segment, List<TimedText> fresh, TimedText said) {
    printed = false;
    order.take(segment, fresh.isEmpty() ? List.of(said.withText("")) : fresh);
    if (!printed) {
      listener.take(said.withText(""));
    }
  }

  /** Takes the last text of that segment. */
  void take(TimelineSegment segment, List<TimedText> last) {
    order.take(segment, last);
  }

  /** The segment has said all. */
  void complete(TimelineSegment segment) {
    order.complete(segment);
  }

  /** It is the turn of the segment that follows. */
  void turnTo(TimelineSegment next) {
    order.turnTo(next);
    listener.take(TimedText.of("", next.heard()));
  }

  /** Nothing follows. */
  void end() {
    order.end();
  }

  /** Two sessions were joined. */
  void joined(Seam seam) {
    tally.seam(seam);
    listener.take(seam);
    if (!seam.isCertain()) {
      warn(FailoverWarnings.seam(seam));
    }
  }

  /** More is known of where the words were spoken. */
  void place() {
    order.place(timing::placed);
  }

  void warn(Warning warning) {
    listener.take(new TranscriptionEvent.Warned(warning));
  }

  private void print(TimedText part) {
    if (!part.text().isEmpty()) {
      printed = true;
      tally.said(part.text());
      // Text may have waited until it was found that its session's deltas count nothing.
      told = Math.max(told, timing.mayCount() ? part.time() : part.latest());
      listener.take(part.at(told));
    }
  }
}
