package io.bidiclient.audio;

import java.io.InputStream;

/** Opens streams of the WAV family. Chunks after the audio are left alone. */
final class WavFiles {
  private WavFiles() {}

  /**
   * Reads the header, waiting for it, and stops at the first sample.
   *
   * @param name what the stream is called in messages
   * @param in the stream, owned by the source once this returns
   * @throws AudioException when the header is damaged
   * @throws NotOursException when there is none, or one of audio that is not decoded here
   */
  static AudioSource open(String name, InputStream in) throws AudioException, NotOursException {
    WavHeader header = new WavHeaderReader(name, in).read();
    PcmFormat format = header.format();
    return new PcmSource(
        in, format, new FrameReader(name, in, format, header.length(), header.decoder()));
  }
}
