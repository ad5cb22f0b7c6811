package io.bidiclient.emulator.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Any program that reads 16 kHz mono s16le on its stdin and prints text on its stdout: one process
 * for each utterance, whose stdin ends with the audio. An exit code other than 0 is an error.
 */
public final class ExecModel implements EmulatorModel {
  private final List<String> command;

  private ExecModel(List<String> command) {
    this.command = command;
  }

  /**
   * A program's model.
   *
   * @param command split into words without a shell; quotes hold words together
   * @throws IllegalArgumentException where there is no word, or a quote is not closed
   */
  public static ExecModel of(String command) {
    return new ExecModel(CommandWords.of(command));
  }

  @Override
  public String about() {
    return "lets " + name() + " transcribe";
  }

  @Override
  public Utterance begin(Runnable ready) throws IOException {
    return new ExecUtterance(name(), new ProcessBuilder(command).start(), ready);
  }

  private String name() {
    return String.valueOf(Path.of(command.get(0)).getFileName());
  }
}
