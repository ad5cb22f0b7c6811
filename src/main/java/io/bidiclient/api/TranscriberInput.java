package io.bidiclient.api;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.capture.CaptureDevices;
import io.bidiclient.audio.capture.DropOldestSource;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audio to transcribe: a file, a stream of bytes, PCM, or a microphone. Channels are mixed, and any
 * rate is brought to 16 kHz. Nothing is opened before the run begins; a stream can be used once.
 */
public final class TranscriberInput {
  private static final Logger LOG = LoggerFactory.getLogger(TranscriberInput.class);

  /** Audio of a microphone that waits before its oldest is dropped. */
  private static final Duration MICROPHONE_WAITS = Duration.ofSeconds(60);

  private final String name;
  private final boolean microphone;
  private final Opening opening;
  private final Optional<InputStream> in;

  private interface Opening {
    AudioSource open(Consumer<Warning> warnings) throws AudioException;
  }

  private TranscriberInput(
      String name, boolean microphone, Opening opening, Optional<InputStream> in) {
    this.name = name;
    this.microphone = microphone;
    this.opening = opening;
    this.in = in;
  }

  /**
   * A file, read by its content whatever its name. WAV, AIFF and AU are read here, all else by the
   * ffmpeg on the {@code PATH}.
   */
  public static TranscriberInput file(Path path) {
    return new TranscriberInput(
        path.toString(), false, warnings -> AudioFiles.open(path), Optional.empty());
  }

  /**
   * A stream that begins with the header of its file format.
   *
   * @param name what messages call it
   * @param in closed by the run; read on a thread of its own, as far as the server keeps up
   */
  public static TranscriberInput stream(String name, InputStream in) {
    Objects.requireNonNull(in);
    return new TranscriberInput(
        name, false, warnings -> AudioFiles.open(name, in), Optional.of(in));
  }

  /**
   * Signed 16-bit little-endian samples without a header, interleaved.
   *
   * @param name what messages call it
   * @param in closed by the run; read on a thread of its own, as far as the server keeps up
   * @param rate frames a second, 4,000 to 384,000
   * @param channels samples a frame, 1 to 64
   */
  public static TranscriberInput pcm16(String name, InputStream in, int rate, int channels) {
    Objects.requireNonNull(in);
    PcmFormat format = new PcmFormat(Encoding.S16LE, rate, channels);
    return new TranscriberInput(
        name, false, warnings -> AudioFiles.openRaw(name, in, format), Optional.of(in));
  }

  /**
   * A microphone of this machine, until {@link TranscriberRun#finish} is called. Audio that has
   * waited for a minute is dropped, and a {@link TranscriberEvent.Notice} says how much.
   *
   * @param device its index, or a part of its name; empty for the default
   */
  public static TranscriberInput microphone(String device) {
    String name = device.isEmpty() ? "microphone" : "microphone " + device;
    return new TranscriberInput(
        name, true, warnings -> CaptureDevices.open(name, device, warnings), Optional.empty());
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  boolean isMicrophone() {
    return microphone;
  }

  /**
   * Opens it; for the thread that transcribes.
   *
   * @param opened takes what ends it, before anything is read
   * @param warnings takes what a person should know of it
   */
  AudioSource open(Consumer<EndableAudio> opened, Consumer<Warning> warnings)
      throws AudioException {
    EndableAudio audio = new EndableAudio(opening.open(warnings));
    opened.accept(audio);
    return microphone ? DropOldestSource.start(audio, MICROPHONE_WAITS, warnings) : audio;
  }

  /** Makes a read of its header end that waits for it. */
  void abandon() {
    try {
      if (in.isPresent()) {
        in.get().close();
      }
    } catch (IOException e) {
      LOG.debug("the input could not be closed", e);
    }
  }
}
