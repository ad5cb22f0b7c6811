package io.bidiclient.transcript;

import java.io.IOException;

/**
 * A session of a run that begins to take audio.
 *
 * @param at when, in nanoseconds since the run began
 * @param id the server's name for it; may be empty
 * @param attempt which of the run's sessions it is, from 1
 * @param start first sample that it takes, on the input's time line
 * @param channel the channel that it transcribes
 */
public record SessionStarted(long at, String id, int attempt, long start, Channel channel)
    implements TranscriptEvent {
  /** Of an input that was not taken apart. */
  public SessionStarted(long at, String id, int attempt, long start) {
    this(at, id, attempt, start, Channel.WHOLE);
  }

  @Override
  public SessionStarted on(Channel other) {
    return new SessionStarted(at, id, attempt, start, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.started(this);
  }
}
