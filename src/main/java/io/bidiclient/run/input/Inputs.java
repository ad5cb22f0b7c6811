package io.bidiclient.run.input;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the command line names as INPUT. */
public final class Inputs {
  /** Standard input. */
  public static final String STDIN = "-";

  private static final String MICROPHONE = "mic";

  private static final char NO_LETTER = '\ufffd';

  private Inputs() {}

  /** Whether it names a capture device; a file of that name is {@code ./mic}. */
  public static boolean isMicrophone(String input) {
    return input.equals(MICROPHONE) || input.startsWith(MICROPHONE + ":");
  }

  /** Which device: an index or a part of its name; empty for the default. */
  public static String device(String microphone) {
    return microphone.substring(Math.min(MICROPHONE.length() + 1, microphone.length()));
  }

  /** How messages call it. */
  public static String name(String input) {
    return input.equals(STDIN) ? "standard input" : input;
  }

  /** The file of that name; empty where the system's locale has no such name. */
  static Optional<Path> path(String source) {
    try {
      // Java reads bytes that are no letters as this one, and finds no file by it.
      return Optional.of(Path.of(source))
          .filter(file -> source.indexOf(NO_LETTER) < 0 || Files.exists(file));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A name that this process cannot spell: the locale's character set lacks its letters. */
  static Problem unnameable(String source) {
    if (source.indexOf('\0') >= 0) {
      return new Problem(
          ExitCode.INPUT, "cannot read the input: its name holds a NUL", "check the name");
    }
    String charset = System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
    if (charset.equalsIgnoreCase("UTF-8")) {
      return new Problem(
          ExitCode.INPUT,
          "cannot read " + source + ": its name has bytes that are not UTF-8",
          "rename the file, or read it as standard input: bidi-client - < FILE");
    }
    return new Problem(
        ExitCode.INPUT,
        "cannot read " + source + ": its name is not in the locale's character set, " + charset,
        "run it with LC_ALL=C.UTF-8 in the environment");
  }

  /** A file's name without its extension. */
  public static Path stem(Path file) {
    String name = fileName(file).toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(dot > 0 ? name.substring(0, dot) : name);
  }

  /** The last part of a path, or a name to call it by where it has none. */
  static Path fileName(Path file) {
    Path name = file.getFileName();
    return name == null || name.toString().isEmpty() ? Path.of("input") : name;
  }

  /** The key of an object as a relative path, of which no part leads elsewhere. */
  static Path ofKey(String key) {
    List<String> parts = new ArrayList<>();
    for (String part : key.split("/", -1)) {
      boolean leads = part.isEmpty() || part.equals(".") || part.equals("..");
      parts.add(leads ? "_" + part : part);
    }
    return Path.of(String.join("/", parts));
  }
}
