package io.bidiclient.audio.ffmpeg;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ffmpeg on this machine, which decodes what is not decoded here. It is started as it is, never
 * through a shell, and may open nothing but the file or the pipe that it is given.
 *
 * @param program where it is
 */
public record Ffmpeg(Path program) {
  private static final List<String> NAMES = List.of("ffmpeg", "ffmpeg.exe");

  /**
   * The first one on a search path.
   *
   * @param path directories as in the variable {@code PATH}
   */
  public static Optional<Ffmpeg> on(String path) {
    return find(path, NAMES).map(Ffmpeg::new);
  }

  static Optional<Path> find(String path, List<String> names) {
    for (String directory : path.split(File.pathSeparator, -1)) {
      for (String name : names) {
        Optional<Path> program = program(directory, name);
        if (program.isPresent()) {
          return program;
        }
      }
    }
    return Optional.empty();
  }

  /** An empty directory would be the one we stand in, from which nothing is run. */
  private static Optional<Path> program(String directory, String name) {
    try {
      Path program = Path.of(directory, name);
      boolean there = !directory.isEmpty() && Files.isRegularFile(program);
      return there && Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** How a person gets one, on the machine with that search path. */
  public static String installation(String path) {
    for (String manager : List.of("brew", "apt-get", "dnf", "apk", "winget")) {
      if (find(path, List.of(manager, manager + ".exe")).isPresent()) {
        return "install it: " + installation(manager, "ffmpeg");
      }
    }
    return "install ffmpeg, or convert elsewhere: ffmpeg -i FILE -ac 1 -ar 16000 out.wav";
  }

  private static String installation(String manager, String what) {
    return switch (manager) {
      case "brew" -> "brew install " + what;
      case "apk" -> "sudo apk add " + what;
      case "winget" -> "winget install " + what;
      default -> "sudo " + manager + " install " + what;
    };
  }

  /**
   * The command that decodes a file. Its name is spelled as a whole path behind {@code file:}, so
   * that no name is taken for an option, a pattern or a protocol.
   */
  List<String> decode(Path file) {
    return decode("file", "file:" + file.toAbsolutePath());
  }

  /** The command that decodes its standard input, after a look at its first half second. */
  List<String> decodeInput() {
    List<String> command = decode("pipe", "pipe:0");
    command.addAll(command.indexOf("-i"), List.of("-analyzeduration", "500000"));
    return command;
  }

  /** WAV on standard output, in floating point: whole numbers of 24 bits and more come through. */
  private List<String> decode(String protocol, String input) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-nostdin", "-hide_banner"));
    command.addAll(List.of("-loglevel", "level+warning", "-protocol_whitelist", protocol));
    command.addAll(List.of("-i", input, "-vn", "-sn", "-dn", "-c:a", "pcm_f32le"));
    command.addAll(List.of("-f", "wav", "-flush_packets", "1", "pipe:1"));
    return command;
  }
}
