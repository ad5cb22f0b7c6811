package io.bidiclient.emulator.model;

import io.bidiclient.text.CommandWords;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
   * A program's model. The program is looked for now, and started with the first utterance.
   *
   * @param command split into words without a shell; quotes hold words together
   * @param path directories as in the variable {@code PATH}
   * @throws IllegalArgumentException where there is no word, or a quote is not closed
   * @throws IOException where there is no such program; the message says so to a person
   */
  public static ExecModel of(String command, String path) throws IOException {
    List<String> words = CommandWords.of(command);
    if (!isThere(words.get(0), path)) {
      throw new IOException("no program '" + words.get(0) + "' was found");
    }
    return new ExecModel(words);
  }

  /** Whether the system would find it: a path as it is, a bare name on the search path. */
  private static boolean isThere(String program, String path) throws IOException {
    try {
      Path named = Path.of(program);
      if (named.getNameCount() != 1 || named.isAbsolute()) {
        return isProgram(named);
      }
      return Arrays.stream(path.split(File.pathSeparator, -1))
          .map(directory -> Path.of(directory).resolve(named))
          .anyMatch(ExecModel::isProgram);
    } catch (InvalidPathException e) {
      throw new IOException("'" + program + "' cannot be the name of a program", e);
    }
  }

  private static boolean isProgram(Path file) {
    Path windows = file.resolveSibling(file.getFileName() + ".exe");
    return Stream.of(file, windows).anyMatch(f -> Files.isRegularFile(f) && Files.isExecutable(f));
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
