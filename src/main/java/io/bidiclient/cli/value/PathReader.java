package io.bidiclient.cli.value;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file, as far as the system's locale has such a name. */
final class PathReader {
  private static final char NO_LETTER = '\ufffd';

  private PathReader() {}

  /**
   * The path of a file.
   *
   * @param value what was given, as messages show it
   */
  static Path path(String value, String file) {
    if (file.isBlank()) {
      throw new TypeConversionException("it names no file");
    }
    try {
      Path path = Path.of(file);
      // Java reads bytes that are no letters as this one: a file would get another name.
      if (file.indexOf(NO_LETTER) >= 0 && !Files.exists(path)) {
        throw new TypeConversionException(
            "'" + value + "' has bytes that are not UTF-8; give another name");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'" + value + "' is not in the locale's character set; set LC_ALL=C.UTF-8");
    }
  }
}
