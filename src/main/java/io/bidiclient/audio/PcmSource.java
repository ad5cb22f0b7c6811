package io.bidiclient.audio;

import java.io.IOException;
import java.io.InputStream;

/**
 * PCM without a header: the person says what it is made of, and every byte is audio up to the end.
 * A part of a frame at the end is an error, thrown after all whole frames were read.
 */
final class RawPcmSource implements AudioSource {
  private final InputStream in;
  private final PcmFormat format;
  private final FrameReader frames;

  /** A source over the stream, which it owns. */
  RawPcmSource(String name, InputStream in, PcmFormat format) {
    this.in = in;
    this.format = format;
    this.frames = new FrameReader(name, in, format, FrameReader.TO_THE_END);
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    return frames.read(buffer);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
