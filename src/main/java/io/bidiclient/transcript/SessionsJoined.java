package io.bidiclient.transcript;

import io.bidiclient.realtime.event.Seam;
import java.io.IOException;

/**
 * The text of one session was joined to that of the one before it.
 *
 * @param at when it was, in nanoseconds since the run began
 * @param seam where, and how certain it is
 * @param channel what it is about
 */
public record SessionsJoined(long at, Seam seam, Channel channel) implements TranscriptEvent {
  /** About the whole input. */
  public SessionsJoined(long at, Seam seam) {
    this(at, seam, Channel.WHOLE);
  }

  @Override
  public SessionsJoined on(Channel other) {
    return new SessionsJoined(at, seam, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.joined(this);
  }
}
