package io.bidiclient.audio.capture;

import java.util.concurrent.TimeUnit;
import javax.sound.sampled.TargetDataLine;

/** A capture line of Java Sound. */
final class SampledLine implements CaptureLine {
  private static final long LONGEST_CLOSE_MILLIS = 500;

  private final TargetDataLine line;

  SampledLine(TargetDataLine line) {
    this.line = line;
  }

  @Override
  public int available() {
    return line.available();
  }

  @Override
  public int read(byte[] bytes, int length) {
    return line.read(bytes, 0, length);
  }

  /** A driver that does not let go is left to itself. */
  @Override
  public void close() {
    Thread closing = new Thread(line::close, "microphone-close");
    closing.setDaemon(true);
    closing.start();
    try {
      TimeUnit.MILLISECONDS.timedJoin(closing, LONGEST_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
