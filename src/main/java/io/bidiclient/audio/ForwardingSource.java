package io.bidiclient.audio;

import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.util.List;

/** Audio of another source, which it owns: all but what a subclass does otherwise is that one's. */
public abstract class ForwardingSource implements AudioSource {
  private final AudioSource source;

  /** Audio of a source, which is closed with it. */
  protected ForwardingSource(AudioSource source) {
    this.source = source;
  }

  @Override
  public PcmFormat format() {
    return source.format();
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    return source.read(buffer);
  }

  @Override
  public boolean isLive() {
    return source.isLive();
  }

  @Override
  public List<Warning> warnings() {
    return source.warnings();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
