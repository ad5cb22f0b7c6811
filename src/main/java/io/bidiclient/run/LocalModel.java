package io.bidiclient.run;

import io.bidiclient.emulator.config.BuiltInModel;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.morse.MorseModel;
import io.bidiclient.emulator.speech.SpeechInstallation;
import io.bidiclient.emulator.speech.SpeechModel;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;

/** Makes the model that a person asked for by name. */
public final class LocalModel {
  private LocalModel() {}

  /**
   * The model, which the caller closes; of speech, its program has been started.
   *
   * @param option what asked for it, as in {@code --local}: named where the model is missing
   * @throws CommandException where this machine does not have it
   */
  public static EmulatorModel of(BuiltInModel model, String option, Map<String, String> environment)
      throws CommandException {
    if (model == BuiltInModel.MORSE) {
      return new MorseModel();
    }
    SpeechInstallation installation = SpeechInstallation.usual(environment);
    try {
      return SpeechModel.start(installation);
    } catch (FileNotFoundException e) {
      throw new CommandException(
          new Problem(
              ExitCode.ENDPOINT,
              "nothing here recognises speech: " + e.getMessage() + " is missing",
              e.getMessage().equals(installation.jar().toString())
                  ? "put it beside bidi-client.jar, or use " + option + "=morse"
                  : "run scripts/get-speech-model, or use " + option + "=morse"),
          e);
    } catch (IOException e) {
      throw new CommandException(
          new Problem(
              ExitCode.ENDPOINT,
              "the speech program does not start: " + e.getMessage(),
              "see that " + installation.jar() + " runs, or use " + option + "=morse"),
          e);
    }
  }
}
