package io.bidiclient.bench.load;

import io.bidiclient.audio.AudioChunk;
import java.util.List;
import java.util.Optional;

/**
 * An input of a load test, read once for all streams.
 *
 * @param name as it was given
 * @param chunks its audio, at least one chunk
 * @param reference what is said in it, where it is known
 */
public record BenchInput(String name, List<AudioChunk> chunks, Optional<String> reference) {
  public BenchInput {
    chunks = List.copyOf(chunks);
  }

  /** Samples of its audio. */
  public long samples() {
    return chunks.get(chunks.size() - 1).end();
  }

  /** The same with the text of a single stream, where nobody knows better. */
  BenchInput orSaid(String text) {
    return reference.isPresent() ? this : new BenchInput(name, chunks, Optional.of(text));
  }
}
