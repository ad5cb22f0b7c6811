package io.bidiclient.run.input;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.capture.CaptureDevices;
import io.bidiclient.audio.capture.DropOldestSource;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Tty;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Opens inputs: a file is read at leisure, a microphone and a live pipe while they go on. */
public final class AudioInput {
  private final RunSettings settings;
  private final InputStream stdin;

  public AudioInput(RunSettings settings, InputStream stdin) {
    this.settings = settings;
    this.stdin = stdin;
  }

  /** Whether what comes late is dropped. */
  public boolean isLive(InputItem input) {
    return input.isMicrophone() || settings.pace().live().isPresent();
  }

  /** Refuses an input that cannot be used, and to drop what is late of one that waits for us. */
  public void check(InputItem input) throws CommandException {
    if (input.problem().isPresent()) {
      throw new CommandException(input.problem().get());
    }
    if (settings.pace().live().isPresent() && isFile(input)) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE,
              "--live drops what is late, and " + input.title() + " is a file",
              "leave --live out: a file waits"));
    }
  }

  private static boolean isFile(InputItem input) {
    return input
        .file()
        .map(Files::isRegularFile)
        .orElseGet(() -> !input.isMicrophone() && Tty.isRegularFile(Tty.STDIN));
  }

  /**
   * Opens it.
   *
   * @param warnings takes what is to be told of it
   */
  public AudioSource open(InputItem input, PendingWarnings warnings) throws AudioException {
    Duration waiting = settings.pace().waiting(settings.audio().chunkMillis());
    if (input.isMicrophone()) {
      AudioSource microphone =
          CaptureDevices.open(input.title(), Inputs.device(input.source()), warnings);
      return DropOldestSource.start(microphone, waiting, warnings);
    }
    AudioSource source = opened(input);
    return isLive(input) ? DropOldestSource.start(source, waiting, warnings) : source;
  }

  /** How long a file is; absent for what is no file or does not tell without being decoded. */
  public OptionalDouble seconds(InputItem input) {
    return input.file().isPresent() && !isLive(input)
        ? AudioFiles.seconds(input.file().get(), settings.audio().raw())
        : OptionalDouble.empty();
  }

  private AudioSource opened(InputItem input) throws AudioException {
    Optional<PcmFormat> raw = settings.audio().raw();
    if (input.file().isEmpty()) {
      return raw.isPresent()
          ? AudioFiles.openRaw(input.title(), RawCheck.stream(input.title(), stdin), raw.get())
          : AudioFiles.open(input.title(), stdin);
    }
    Path file = input.file().get();
    if (raw.isPresent()) {
      RawCheck.file(file);
      return AudioFiles.openRaw(file, raw.get());
    }
    return AudioFiles.open(file);
  }
}
