package io.bidiclient.audio;

import io.bidiclient.problem.Warning;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A stream of decoded audio at its own rate: a file, standard input, a microphone, a browser.
 *
 * <p>Owned by the one thread that reads it; {@link #close} may be called from any thread and makes
 * a blocked read return.
 */
public interface AudioSource extends Closeable {
  /** What the source delivers; fixed from the start. */
  PcmFormat format();

  /**
   * Reads interleaved samples, full scale at ±1, into the start of the buffer; blocks until at
   * least one frame is there.
   *
   * @param buffer room for at least one frame; only whole frames are written
   * @return frames read, or -1 at the end of the audio
   * @throws AudioException when the audio breaks off or is damaged: all that could be read has been
   *     returned by then
   */
  int read(float[] buffer) throws AudioException;

  /** Whether it is recorded while it is read, so that its end may never come. */
  boolean isLive();

  /** What a person should know about the input from its header on; for the reading thread. */
  List<Warning> warnings();

  @Override
  void close() throws IOException;
}
