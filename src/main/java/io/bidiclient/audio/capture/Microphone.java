package io.bidiclient.audio.capture;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.pcm.PcmDecoder;
import io.bidiclient.problem.Warning;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Audio of a capture device, in pieces of at most 80 ms as they come. It never ends by itself but
 * for a device that goes away, which is an error after all that it gave. Says what the device lost,
 * and what is odd about its sound.
 *
 * <p>Must be read all the time, since its driver keeps half a second and drops the rest: wrap it in
 * a {@link DropOldestSource}.
 */
final class Microphone implements AudioSource {
  private static final int BLOCK_MILLIS = 80;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Polls without audio after which a device is given up: five seconds. */
  private static final int MOST_POLLS = 500;

  private final String name;
  private final PcmFormat format;
  private final CaptureLine line;
  private final CaptureMonitor watch;
  private final OverrunDetector clock;
  private final LongSupplier nanos;
  private final LongConsumer sleep;
  private final Consumer<Warning> warnings;
  private final byte[] bytes;
  private long given;
  private volatile boolean closed;

  /**
   * A microphone that is on.
   *
   * @param name what it is called in messages
   * @param line owned by this from now on
   * @param watch looks at all that is read
   * @param nanos a clock that never goes back
   * @param sleep waits for so many nanoseconds, or for less
   */
  Microphone(
      String name,
      PcmFormat format,
      CaptureLine line,
      CaptureMonitor watch,
      LongSupplier nanos,
      LongConsumer sleep,
      Consumer<Warning> warnings) {
    this.name = name;
    this.format = format;
    this.line = line;
    this.watch = watch;
    this.clock = new OverrunDetector(format.rate(), nanos.getAsLong());
    this.nanos = nanos;
    this.sleep = sleep;
    this.warnings = warnings;
    this.bytes = new byte[format.rate() * BLOCK_MILLIS / 1_000 * format.frameBytes()];
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public List<Warning> warnings() {
    return List.of();
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    for (int polls = 0; !closed; polls++) {
      if (polls == MOST_POLLS) {
        throw gone();
      }
      sleep.accept(clock.early(nanos.getAsLong()));
      int frames = readSome(buffer);
      if (frames > 0) {
        return frames;
      }
      sleep.accept(POLL_NANOS);
    }
    return -1;
  }

  @Override
  public void close() {
    closed = true;
    line.close();
  }

  private int readSome(float[] buffer) {
    int room = buffer.length / format.channels();
    int frame = format.frameBytes();
    int ready = Math.min(Math.min(line.available(), bytes.length) / frame, room);
    if (ready == 0) {
      tellLoss(clock.drained(nanos.getAsLong()));
      return 0;
    }
    int frames = Math.max(0, line.read(bytes, ready * frame)) / frame;
    PcmDecoder.decode(format.encoding(), bytes, frames * format.channels(), buffer);
    watch.take(buffer, frames);
    clock.read(frames);
    given += frames;
    return frames;
  }

  private void tellLoss(long millis) {
    if (millis > 0) {
      warnings.accept(
          new Warning(
              "overrun",
              String.format(
                  Locale.ROOT,
                  "%s lost %d ms of audio at %.1f s: the machine was too busy to read it",
                  name,
                  millis,
                  given / (double) format.rate())));
    }
  }

  private AudioException gone() {
    return new AudioException(
        name + ": it delivers nothing any more",
        "plug it in again, or choose another of 'bidi-client devices'");
  }
}
