package io.bidiclient.audio;

import io.bidiclient.problem.Warning;
import java.util.List;
import java.util.Optional;

/** A source of any length that holds nothing: frame n is the same in every run. */
public final class GeneratedSource implements AudioSource {
  private final PcmFormat format;
  private final long frames;
  private final int block;
  private final Optional<AudioException> ending;
  private long at;

  /** Gives so many frames, at most a block at once, and ends as told. */
  public GeneratedSource(
      PcmFormat format, long frames, int block, Optional<AudioException> ending) {
    this.format = format;
    this.frames = frames;
    this.block = block;
    this.ending = ending;
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public List<Warning> warnings() {
    return List.of();
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    int count = (int) Math.min(Math.min(block, buffer.length / format.channels()), frames - at);
    if (count == 0) {
      if (ending.isPresent()) {
        throw ending.get();
      }
      return -1;
    }
    for (int i = 0; i < count * format.channels(); i++) {
      long n = at * format.channels() + i;
      buffer[i] = (((n * 2654435761L) >>> 8) & 0xffff) / 65536f - 0.5f;
    }
    at += count;
    return count;
  }

  /** Frames given so far. */
  public long delivered() {
    return at;
  }

  @Override
  public void close() {}
}
