package io.bidiclient.audio.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The thread that hands a stream to ffmpeg's standard input as it comes, until either ends. */
final class FfmpegFeeder {
  private static final int BLOCK_BYTES = 1 << 14;

  private final InputStream from;
  private final OutputStream to;
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  /** A feeder that has not begun; both streams are its own. */
  FfmpegFeeder(InputStream from, OutputStream to) {
    this.from = from;
    this.to = to;
  }

  void start() {
    Thread thread = new Thread(this::run, "ffmpeg-feeder");
    thread.setDaemon(true);
    thread.start();
  }

  /** Why the stream could be read no further, if it was not its end. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure.get());
  }

  private void run() {
    byte[] block = new byte[BLOCK_BYTES];
    try (to) {
      for (int read = read(block); read >= 0; read = read(block)) {
        to.write(block, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      // ffmpeg reads no more; it says itself why, or had enough.
      return;
    }
  }

  private int read(byte[] block) {
    try {
      return from.read(block);
    } catch (IOException e) {
      failure.set(e);
      return -1;
    }
  }
}
