package io.bidiclient.run.input;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.settings.OutputSettings;
import java.util.List;

/** Refuses options that make no sense for microphones and for audio that is saved. */
public final class CaptureRules {
  private CaptureRules() {}

  /**
   * Refuses before anything is sent or written.
   *
   * @param split whether channels are transcribed each by itself
   */
  public static void check(OutputSettings settings, boolean split, List<InputItem> inputs)
      throws CommandException {
    if (settings.kept().audio().isPresent()) {
      checkSaving(split, inputs);
    }
    long microphones = inputs.stream().filter(InputItem::isMicrophone).count();
    long needed = microphones + (microphones < inputs.size() ? 1 : 0);
    if (microphones > 0 && settings.jobs() < needed) {
      throw usage(
          "a microphone does not end by itself, so inputs after it are never transcribed",
          "add --jobs " + needed + ", or give the microphone alone");
    }
  }

  private static void checkSaving(boolean split, List<InputItem> inputs) throws CommandException {
    if (inputs.size() > 1) {
      throw usage("--save-audio keeps one input, and there are several", "save them one by one");
    }
    if (split) {
      throw usage(
          "--save-audio keeps one stream, and --split-channels has several",
          "save the channels one by one with --channel N");
    }
  }

  private static CommandException usage(String message, String hint) {
    return new CommandException(new Problem(ExitCode.USAGE, message, hint));
  }
}
