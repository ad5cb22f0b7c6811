package io.bidiclient.audio.ffmpeg;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ContainerType;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.UnsupportedAudioException;
import io.bidiclient.audio.wav.WavReader;
import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Audio that an ffmpeg process decodes: it writes WAV, which is read here as any other. What it
 * complains of is told at the end, after all that it could decode.
 *
 * <p>The process lives no longer than this: {@link #close}, from any thread, ends it at once. When
 * this process dies, ffmpeg finds its pipes closed and ends by itself.
 */
public final class FfmpegSource implements AudioSource {
  private static final String KEPT = "what ffmpeg could decode was used; ";

  private final String name;
  private final ContainerType type;
  private final Process process;
  private final FfmpegLog log;
  private final Optional<InputStream> in;
  private final Optional<FfmpegFeeder> feeder;
  private AudioSource wav;

  private FfmpegSource(
      String name, ContainerType type, Process process, FfmpegLog log, Optional<InputStream> in) {
    this.name = name;
    this.type = type;
    this.process = process;
    this.in = in;
    this.log = log;
    this.feeder = in.map(stream -> new FfmpegFeeder(stream, process.getOutputStream()));
  }

  /**
   * Decodes a file, waiting for its first samples.
   *
   * @param type what its first bytes say it is
   * @throws AudioException when ffmpeg cannot be started or reads nothing of it
   */
  public static FfmpegSource of(Ffmpeg ffmpeg, String name, ContainerType type, Path file)
      throws AudioException {
    return start(name, type, ffmpeg.decode(file), Optional.empty());
  }

  /**
   * Decodes a stream as it comes, waiting for its first samples.
   *
   * @param type what its first bytes say it is
   * @param in the stream, owned by the source from now on: closed here when this throws
   * @throws AudioException when ffmpeg cannot be started or reads nothing of it
   */
  public static FfmpegSource of(Ffmpeg ffmpeg, String name, ContainerType type, InputStream in)
      throws AudioException {
    return start(name, type, ffmpeg.decodeInput(), Optional.of(in));
  }

  private static FfmpegSource start(
      String name, ContainerType type, List<String> command, Optional<InputStream> in)
      throws AudioException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
    FfmpegSource source;
    try {
      Process process = builder.start();
      source = new FfmpegSource(name, type, process, FfmpegLog.to(process.getErrorStream()), in);
    } catch (IOException e) {
      throw new AudioException(
          name + ": ffmpeg cannot be started: " + e.getMessage(),
          "check the ffmpeg on the PATH",
          e);
    }
    try {
      source.open();
      return source;
    } catch (AudioException e) {
      source.abandon(e);
      throw e;
    }
  }

  private void open() throws AudioException {
    try {
      if (feeder.isPresent()) {
        feeder.get().start();
      } else {
        process.getOutputStream().close();
      }
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
    PushbackInputStream out = new PushbackInputStream(process.getInputStream());
    try {
      int first = out.read();
      if (first < 0) {
        throw nothing();
      }
      out.unread(first);
      wav = WavReader.open(name, out);
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    } catch (UnsupportedAudioException e) {
      throw new AudioException(
          name + ": what ffmpeg made of it " + e.getMessage(), "check the ffmpeg on the PATH", e);
    }
    if (log.guesses()) {
      throw unsure();
    }
  }

  @Override
  public PcmFormat format() {
    return wav.format();
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public List<Warning> warnings() {
    return List.of();
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    int frames;
    try {
      frames = wav.read(buffer);
    } catch (AudioException e) {
      checkEnd();
      throw e;
    }
    if (frames < 0) {
      checkEnd();
    }
    return frames;
  }

  /** A complaint of ffmpeg's is a loss of audio, also when it went on and ended well. */
  private void checkEnd() throws AudioException {
    int code = await();
    Optional<String> reason = log.reason();
    if (feeder.flatMap(FfmpegFeeder::failure).isPresent()) {
      throw InputErrors.because(name, feeder.get().failure().get());
    }
    if (log.guesses()) {
      throw unsure();
    }
    if (reason.isPresent()) {
      throw new AudioException(
          name + ": is damaged or cut off, says ffmpeg: " + reason.get(),
          KEPT + "copy or export it again");
    }
    if (code != 0) {
      throw new AudioException(
          name + ": ffmpeg was ended before it was done, with code " + code, KEPT + "start again");
    }
  }

  private AudioException nothing() {
    int code = await();
    String reason = log.reason().orElse("it ended with code " + code);
    Optional<IOException> failure = feeder.flatMap(FfmpegFeeder::failure);
    if (failure.isPresent()) {
      return InputErrors.because(name, failure.get());
    }
    if (reason.contains("does not contain any stream")) {
      return new AudioException(
          name + ": there is no sound in it", "give a file with a sound track");
    }
    return new AudioException(name + ": ffmpeg cannot read it: " + reason, unreadable());
  }

  private String unreadable() {
    if (type != ContainerType.UNKNOWN) {
      return "it "
          + type.description()
          + ", damaged or cut off: copy or export it again"
          + (in.isPresent() ? ", or save it to a file first" : "");
    }
    return in.isPresent()
        ? "headerless audio needs --raw; a format that cannot be read in order needs a file"
        : "check the file, or name its encoding with --raw if it has no header";
  }

  private AudioException unsure() {
    return new AudioException(
        name + ": is of an unknown kind: ffmpeg could only guess at it",
        "headerless audio needs --raw, --rate and --channels");
  }

  private int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return -1;
    }
  }

  private void abandon(AudioException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    if (in.isPresent()) {
      in.get().close();
    }
  }
}
