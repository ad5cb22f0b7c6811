package io.bidiclient.transcript;

import java.io.IOException;

/**
 * A sentence, or what was said between two pauses: what a reader takes for one utterance. Told
 * after the last delta of it.
 *
 * @param at when its end became known, in nanoseconds since the run began
 * @param text its words, without white space around them and in one line
 * @param start first sample of its first word, at 16 kHz on the input's time line
 * @param end sample after its last word
 * @param clock what the two were read from
 * @param channel what it was said on
 */
public record Turn(
    long at, String text, long start, long end, TimestampBasis clock, Channel channel)
    implements TranscriptEvent {
  @Override
  public Turn on(Channel other) {
    return new Turn(at, text, start, end, clock, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.turn(this);
  }
}
