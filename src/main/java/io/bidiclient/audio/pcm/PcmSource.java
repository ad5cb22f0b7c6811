package io.bidiclient.audio.pcm;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * PCM whose format is known and whose stream stands at its first sample: without a header, or
 * behind one that was read. Read from its front to its back, never sought: a file and a pipe are
 * one to it.
 */
public final class PcmSource implements AudioSource {
  private final InputStream in;
  private final PcmFormat format;
  private final FrameReader frames;
  private final List<Warning> warnings;

  /**
   * A source over the stream, which it owns.
   *
   * @param frames reads the stream in the format
   */
  public PcmSource(InputStream in, PcmFormat format, FrameReader frames) {
    this(in, format, frames, List.of());
  }

  /**
   * The same behind a header that was odd.
   *
   * @param warnings what was odd about it
   */
  public PcmSource(InputStream in, PcmFormat format, FrameReader frames, List<Warning> warnings) {
    this.in = in;
    this.format = format;
    this.frames = frames;
    this.warnings = List.copyOf(warnings);
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
    return warnings;
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
