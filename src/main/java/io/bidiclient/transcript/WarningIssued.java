package io.bidiclient.transcript;

import io.bidiclient.problem.Warning;
import java.io.IOException;

/**
 * Something that a person should know.
 *
 * @param at when, in nanoseconds since the run began
 * @param warning what
 * @param channel what it is about
 */
public record WarningIssued(long at, Warning warning, Channel channel) implements TranscriptEvent {
  @Override
  public WarningIssued on(Channel other) {
    return new WarningIssued(at, warning, other);
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.warning(this);
  }
}
