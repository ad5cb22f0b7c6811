package io.bidiclient.run.input;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.settings.OutputSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses what cannot be meant of microphones and of audio that is saved. */
public final class CaptureRules {
  private CaptureRules() {}

  /**
   * Refuses before anything is sent or written.
   *
   * @param split whether channels are heard each by itself
   */
  public static void check(OutputSettings settings, boolean split, List<InputItem> inputs)
      throws CommandException {
    if (settings.kept().audio().isPresent()) {
      checkSaving(settings.kept().audio().get(), split, inputs);
    }
    long microphones = inputs.stream().filter(input -> Inputs.isMicrophone(input.source())).count();
    long needed = microphones + (microphones < inputs.size() ? 1 : 0);
    if (microphones > 0 && settings.jobs() < needed) {
      throw usage(
          "a microphone does not end by itself, so that what comes after it is never heard",
          "add --jobs " + needed + ", or give the microphone alone");
    }
  }

  private static void checkSaving(Path file, boolean split, List<InputItem> inputs)
      throws CommandException {
    if (inputs.size() > 1) {
      throw usage("--save-audio keeps one input, and there are several", "save them one by one");
    }
    if (split) {
      throw usage(
          "--save-audio keeps one stream, and --split-channels has several",
          "save the channels one by one with --channel N");
    }
    for (InputItem input : inputs) {
      if (!Inputs.isMicrophone(input.source()) && isSame(file, Path.of(input.source()))) {
        throw usage("--save-audio would overwrite its input " + file, "name another file");
      }
    }
  }

  private static boolean isSame(Path one, Path other) throws CommandException {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE, "cannot write " + one + ": " + e, "choose another --save-audio"),
          e);
    }
  }

  private static CommandException usage(String message, String hint) {
    return new CommandException(new Problem(ExitCode.USAGE, message, hint));
  }
}
