package io.bidiclient.transcript;

import java.io.IOException;

/**
 * A word with its punctuation; in Chinese and Japanese, one character. All words of a transcript,
 * each after its space, are the transcript to the letter.
 *
 * @param space what stands before it: white space or nothing
 * @param text without white space around it
 * @param start first sample of the frame that began it, at 16 kHz on the input's time line
 * @param end sample after the frame that said its last letter
 * @param clock what the two were read from
 * @param channel what it was said on
 */
public record Word(
    String space, String text, long start, long end, TimestampBasis clock, Channel channel)
    implements TranscriptEvent {
  /** Of an input that was not taken apart. */
  public Word(String space, String text, long start, long end, TimestampBasis clock) {
    this(space, text, start, end, clock, Channel.WHOLE);
  }

  @Override
  public Word on(Channel other) {
    return new Word(space, text, start, end, clock, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.word(this);
  }
}
