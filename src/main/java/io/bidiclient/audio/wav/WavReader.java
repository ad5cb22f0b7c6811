package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.UnsupportedAudioException;
import io.bidiclient.audio.pcm.FrameReader;
import io.bidiclient.audio.pcm.PcmSource;
import java.io.InputStream;
import java.time.Duration;

/**
 * Opens streams of the WAV family. Chunks after the audio are skipped, unless they hold more of it.
 */
public final class WavReader {
  /** A pipe may stay open behind the audio that its header announced. */
  private static final Duration WAIT = Duration.ofSeconds(5);

  private WavReader() {}

  /**
   * Reads the header, waiting for it, and stops at the first sample.
   *
   * @param name what the stream is called in messages
   * @param in the stream, owned by the source once this returns
   * @throws AudioException when the header is damaged
   * @throws UnsupportedAudioException when there is none, or one of audio that is not decoded here
   */
  public static AudioSource open(String name, InputStream in)
      throws AudioException, UnsupportedAudioException {
    return open(name, in, WAIT);
  }

  /**
   * As above.
   *
   * @param wait how long a chunk behind the audio may take to come
   */
  static AudioSource open(String name, InputStream in, Duration wait)
      throws AudioException, UnsupportedAudioException {
    WavHeaderReader chunks = new WavHeaderReader(name, in);
    WavHeader header = chunks.read();
    PcmFormat format = header.format();
    return new PcmSource(
        in,
        format,
        new FrameReader(
            name, in, format, header.length(), header.decoder(), new LaterAudio(chunks, wait)),
        header.warnings());
  }
}
