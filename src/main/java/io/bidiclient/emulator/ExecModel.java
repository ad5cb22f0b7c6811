package io.bidiclient.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Any program that reads 16 kHz mono s16le on its stdin and prints text on its stdout: one process
 * for each utterance, whose stdin ends with the audio. An exit code other than 0 is an error.
 */
final class ExecModel implements EmulatorModel {
  private final List<String> command;

  ExecModel(List<String> command) {
    this.command = command;
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
