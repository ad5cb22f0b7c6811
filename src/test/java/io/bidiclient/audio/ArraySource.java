package io.bidiclient.audio;

import io.bidiclient.problem.Warning;
import java.util.List;

/** A source of samples at hand. */
public final class ArraySource implements AudioSource {
  private final PcmFormat format;
  private final float[] samples;
  private int at;
  private boolean closed;

  public ArraySource(PcmFormat format, float... samples) {
    this.format = format;
    this.samples = samples;
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
  public int read(float[] buffer) {
    int count = Math.min(samples.length - at, buffer.length);
    System.arraycopy(samples, at, buffer, 0, count);
    at += count;
    return count == 0 ? -1 : count / format.channels();
  }

  @Override
  public void close() {
    closed = true;
  }

  public boolean closed() {
    return closed;
  }
}
