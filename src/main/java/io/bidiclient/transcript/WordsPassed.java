package io.bidiclient.transcript;

import java.io.IOException;

/**
 * Words that start before the sample have all come. Told only where an input was taken apart into
 * channels, and words of different channels wait for one another.
 *
 * @param sample at 16 kHz, on the input's time line
 */
public record WordsPassed(long sample) implements TranscriptEvent {
  @Override
  public WordsPassed on(Channel channel) {
    return this;
  }

  @Override
  public void accept(Visitor visitor) throws IOException {
    visitor.passed(this);
  }
}
