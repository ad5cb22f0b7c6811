package io.bidiclient.run.input;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The inputs that the command line names: files, directories with all that is in them, and {@code
 * @list} files with one of these a line.
 */
public final class InputList {
  /** What is read here, what ffmpeg is asked for, and films. Without ffmpeg these fail aloud. */
  private static final Set<String> AUDIO =
      Set.of(
          "wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "au", "snd", "mp3", "flac",
          "ogg", "oga", "opus", "m4a", "m4b", "aac", "mka", "wma", "amr", "caf", "ac3", "wv", "ape",
          "mp4", "mkv", "webm", "mov", "avi");

  private static final Set<String> RAW = Set.of("raw", "pcm");

  private final boolean raw;
  private final List<InputItem> items = new ArrayList<>();

  private InputList(boolean raw) {
    this.raw = raw;
  }

  /**
   * All inputs, in the order of the command line, those of a directory by name.
   *
   * @param raw whether they have no header
   */
  public static List<InputItem> of(List<String> arguments, boolean raw) throws CommandException {
    InputList list = new InputList(raw);
    for (String argument : arguments) {
      list.add(argument);
    }
    return List.copyOf(list.items);
  }

  private void add(String argument) throws CommandException {
    if (argument.startsWith("@")) {
      for (String line : lines(argument.substring(1))) {
        addOne(line);
      }
    } else {
      addOne(argument);
    }
  }

  private void addOne(String source) throws CommandException {
    if (Inputs.isMicrophone(source)) {
      items.add(new InputItem(source, Path.of(source.replaceAll("[^\\p{L}\\p{N}]+", "-"))));
      return;
    }
    Path path;
    try {
      path = Path.of(source);
    } catch (InvalidPathException e) {
      throw problem(source + ": cannot read the input: no file name here: " + e.getReason(), e);
    }
    if (Files.isDirectory(path)) {
      addFolder(path);
    } else if (source.equals(Inputs.STDIN)) {
      items.add(new InputItem(source, Path.of("stdin")));
    } else {
      Path file = path.getFileName();
      items.add(new InputItem(source, stem(file == null ? Path.of("input") : file)));
    }
  }

  private void addFolder(Path folder) throws CommandException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).filter(this::isAudio).sorted().toList();
    } catch (IOException e) {
      throw problem(folder + ": cannot read the directory: " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      String kinds = raw ? ".raw, .pcm" : ".wav, .mp3, .m4a, .mp4 and so on";
      throw problem(folder + ": no audio files (" + kinds + ") in the directory", null);
    }
    for (Path file : files) {
      items.add(new InputItem(file.toString(), stem(folder.relativize(file))));
    }
  }

  private boolean isAudio(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    Set<String> kinds = raw ? RAW : AUDIO;
    return !name.startsWith(".") && kinds.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static Path stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(dot > 0 ? name.substring(0, dot) : name);
  }

  private static List<String> lines(String list) throws CommandException {
    try (Stream<String> lines = Files.lines(Path.of(list))) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException | java.io.UncheckedIOException | InvalidPathException e) {
      throw problem(list + ": cannot read the list of inputs: " + e.getMessage(), e);
    }
  }

  private static CommandException problem(String message, Exception cause) {
    return new CommandException(
        new Problem(ExitCode.INPUT, message, "name audio files, or a directory that holds some"),
        cause);
  }
}
