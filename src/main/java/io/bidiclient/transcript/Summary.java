package io.bidiclient.transcript;

import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A run in figures.
 *
 * @param at when it ended, in nanoseconds since it began
 * @param status how it ended
 * @param delivery proof of what was delivered
 * @param words words in the transcript
 * @param latency times that were measured
 * @param channels what became of each channel, where the input was taken apart
 */
public record Summary(
    long at, RunStatus status, Delivery delivery, long words, Latency latency, List<Part> channels)
    implements TranscriptEvent {
  /** Of an input that was not taken apart. */
  public Summary(long at, RunStatus status, Delivery delivery, long words, Latency latency) {
    this(at, status, delivery, words, latency, List.of());
  }

  /** What became of one channel. */
  public record Part(Channel channel, RunStatus status, Delivery delivery, long words) {}

  /**
   * Times in milliseconds, each where it could be measured.
   *
   * @param connect from asking for the first connection to the server's taking it
   * @param session from there to {@code session.created}
   * @param firstDelta from the first send to the first delta
   * @param firstWord from the send of the first sound to the first text
   * @param lagP50 audio sent and not yet transcribed, at each delta before the final commit: its
   *     median
   * @param lagP95 its 95th percentile
   * @param lagP99 its 99th percentile
   * @param finalToDone from the last final commit to its {@code transcription.done}
   * @param pacingError the 95th percentile of how late a chunk left, against the promptest
   * @param withheld why figures that need a run in real time are left out; empty when they are not
   */
  public record Latency(
      Optional<Long> connect,
      Optional<Long> session,
      Optional<Long> firstDelta,
      Optional<Long> firstWord,
      Optional<Long> lagP50,
      Optional<Long> lagP95,
      Optional<Long> lagP99,
      Optional<Long> finalToDone,
      Optional<Long> pacingError,
      Optional<String> withheld) {
    /** Nothing measured. */
    public static final Latency NONE =
        new Latency(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  @Override
  public Summary on(Channel channel) {
    return this;
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.summary(this);
  }

  /** Whether the transcript is whole. */
  public boolean complete() {
    return status == RunStatus.COMPLETE;
  }
}
