package io.bidiclient.transcript;

import java.io.IOException;
import java.util.Optional;

/**
 * What was said to one frame, on the input's time line.
 *
 * @param at when it came, in nanoseconds since the run began
 * @param text to the letter, but for what a glossary replaced; most often empty
 * @param start first sample of the frame, at 16 kHz
 * @param end sample after its last
 * @param clock what the two were read from
 * @param channel what it was said on
 * @param original what a glossary replaced by the text; may be empty where one word became two
 */
public record PlacedDelta(
    long at,
    String text,
    long start,
    long end,
    TimestampBasis clock,
    Channel channel,
    Optional<String> original)
    implements TranscriptEvent {
  /** Of an input that was not taken apart. */
  public PlacedDelta(long at, String text, long start, long end, TimestampBasis clock) {
    this(at, text, start, end, clock, Channel.WHOLE, Optional.empty());
  }

  @Override
  public PlacedDelta on(Channel other) {
    return new PlacedDelta(at, text, start, end, clock, other, original);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.delta(this);
  }
}
