package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.timing.ServerTiming;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps the input's audio and sends it to the sessions, each its own part, as fast as what is not
 * yet printed allows. Owned by the run's thread.
 */
final class AudioSender {
  private final ReplayBuffer buffer;
  private final ServerTiming timing;
  private final ResumePoints points;
  private final TranscriptionListener listener;
  private final RunCounters tally;
  private final SendWindow window = new SendWindow();
  private boolean ended;

  AudioSender(
      ReplayBuffer buffer,
      ServerTiming timing,
      ResumePoints points,
      TranscriptionListener listener,
      RunCounters tally) {
    this.buffer = buffer;
    this.timing = timing;
    this.points = points;
    this.listener = listener;
    this.tally = tally;
  }

  /** Takes the next chunk of the input, unless it is at its end. */
  void add(AudioChunk chunk) {
    if (!ended) {
      double level = chunk.levelDbfs();
      boolean sound = timing.isSound(chunk, level);
      buffer.add(
          new ReplayBuffer.Entry(
              chunk, level, sound, timing.isUnclear(level), timing.quietAfter(chunk)));
      tally.read(chunk);
    }
  }

  /** The input is at its end. */
  void end() {
    ended = true;
  }

  /** Begins to send to every segment what may be sent now. */
  void begin() {
    window.begin();
  }

  /**
   * Sends a chunk to a segment's session if one may be sent now.
   *
   * @param segments all of them; the text of the first is printed
   * @param now nanoseconds on the run's clock
   */
  boolean send(TimelineSegment segment, Deque<TimelineSegment> segments, long now) {
    Optional<ReplayBuffer.Entry> next = segment.nextAudio(buffer);
    if (next.isEmpty() || points.isFull(segment, segments)) {
      return false;
    }
    TimelineSegment first = segments.getFirst();
    boolean counted = timing.isClock();
    long printed =
        counted
            ? first.heard() - timing.longestDelay()
            : buffer.wordsFrom(points.printedUpTo(first));
    boolean sent = window.allows(segment.position(), printed, counted, now);
    if (sent) {
      segment.send(next.get(), counted);
      tell(next.get());
      tally.sentUpTo(segment.position(), buffer);
    }
    return sent;
  }

  /** Ends the audio of a segment's session if all of it was sent. */
  void finish(TimelineSegment segment) {
    segment.endAudioAt(ended ? buffer.end() : TimelineSegment.OPEN);
  }

  /** When more may be sent, if time alone allows it. */
  OptionalLong deadline() {
    return window.deadline();
  }

  private void tell(ReplayBuffer.Entry entry) {
    listener.take(new TranscriptionEvent.AudioSent(entry.start(), entry.end(), entry.levelDbfs()));
    listener.sent(entry.chunk());
  }
}
