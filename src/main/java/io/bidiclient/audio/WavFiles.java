package io.bidiclient.audio;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of the WAV family read from its front to its back, never sought: a file and a pipe are
 * one to it. Chunks after the audio are left alone.
 */
final class WavSource implements AudioSource {
  private final InputStream in;
  private final PcmFormat format;
  private final FrameReader frames;

  private WavSource(String name, InputStream in, WavHeader header) {
    this.in = in;
    this.format = header.format();
    this.frames = new FrameReader(name, in, format, header.length(), header.decoder());
  }

  /**
   * Reads the header, waiting for it, and stops at the first sample.
   *
   * @param name what the stream is called in messages
   * @param in the stream, owned by the source once this returns
   * @throws AudioException when the header is damaged
   * @throws NotOursException when there is none, or one of audio that is not decoded here
   */
  static WavSource open(String name, InputStream in) throws AudioException, NotOursException {
    return new WavSource(name, in, new WavHeaderReader(name, in).read());
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
