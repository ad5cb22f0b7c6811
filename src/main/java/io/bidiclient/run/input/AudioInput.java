package io.bidiclient.run.input;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.capture.CaptureDevices;
import io.bidiclient.audio.capture.DropOldestSource;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.events.PendingNotices;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Tty;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An input as it is heard: a file at leisure, a microphone and a live pipe while they speak. */
public final class AudioInput {
  private final RunSettings settings;
  private final InputStream stdin;

  public AudioInput(RunSettings settings, InputStream stdin) {
    this.settings = settings;
    this.stdin = stdin;
  }

  /** Whether what comes late is dropped. */
  public boolean isLive(String input) {
    return Inputs.isMicrophone(input) || settings.pace().live().isPresent();
  }

  /** Refuses to drop what is late of an input that waits for us. */
  public void check(String input) throws CommandException {
    if (settings.pace().live().isPresent() && isFile(input)) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE,
              "--live drops what is late, and " + Inputs.name(input) + " is a file",
              "leave --live out: a file waits"));
    }
  }

  private static boolean isFile(String input) {
    return input.equals(Inputs.STDIN)
        ? Tty.isRegularFile(Tty.STDIN)
        : !Inputs.isMicrophone(input) && Files.isRegularFile(Path.of(input));
  }

  /**
   * Opens it.
   *
   * @param notices takes what is to be told of it
   */
  public AudioSource open(String input, PendingNotices notices) throws AudioException {
    Duration waiting = settings.pace().waiting(settings.audio().chunkMillis());
    if (Inputs.isMicrophone(input)) {
      String name = Inputs.name(input);
      AudioSource microphone = CaptureDevices.open(name, Inputs.device(input), notices);
      return DropOldestSource.start(microphone, waiting, notices);
    }
    AudioSource source = Inputs.open(input, settings.audio().raw(), stdin);
    return isLive(input) ? DropOldestSource.start(source, waiting, notices) : source;
  }
}
