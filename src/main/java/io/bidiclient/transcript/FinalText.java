package io.bidiclient.transcript;

import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import java.io.IOException;
import java.util.Optional;

/**
 * What one session transcribed, from its first sample to {@code transcription.done}.
 *
 * @param at when that came, in nanoseconds since the run began
 * @param text the server's own transcript, to the letter
 * @param start first sample, on the input's time line
 * @param end sample after the last
 * @param clock what the times of its text were read from, as far as it is known now
 * @param usage the server's count, where it gave one
 * @param channel what it was said on
 */
public record FinalText(
    long at,
    String text,
    long start,
    long end,
    TimestampBasis clock,
    Optional<Usage> usage,
    Channel channel)
    implements TranscriptEvent {
  /** Of an input that was not taken apart. */
  public FinalText(
      long at, String text, long start, long end, TimestampBasis clock, Optional<Usage> usage) {
    this(at, text, start, end, clock, usage, Channel.WHOLE);
  }

  @Override
  public FinalText on(Channel other) {
    return new FinalText(at, text, start, end, clock, usage, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.finalText(this);
  }
}
