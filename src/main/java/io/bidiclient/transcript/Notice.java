package io.bidiclient.transcript;

import java.io.IOException;

/**
 * Something that a person should know.
 *
 * @param at when it was told, in nanoseconds since the run began
 * @param failure whether the run failed by it
 * @param code a short name for programs
 * @param message what, and why
 * @param hint one thing to do; empty for none
 * @param channel what it is about
 */
public record Notice(
    long at, boolean failure, String code, String message, String hint, Channel channel)
    implements TranscriptEvent {
  /** About the whole input. */
  public Notice(long at, boolean failure, String code, String message, String hint) {
    this(at, failure, code, message, hint, Channel.WHOLE);
  }

  @Override
  public Notice on(Channel other) {
    return new Notice(at, failure, code, message, hint, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.notice(this);
  }
}
