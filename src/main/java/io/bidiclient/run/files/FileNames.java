package io.bidiclient.run.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Where a name leads, and what a file is called until it is whole. */
final class FileNames {
  private static final String SUFFIX = ".part";

  /** Bytes of a name, at most, on nearly all file systems. */
  private static final int LONGEST = 255;

  /** As many links as Linux follows. */
  private static final int LINKS = 40;

  private FileNames() {}

  /** Whether it is a device or a pipe. */
  static boolean isStream(Path name) {
    try {
      return Files.readAttributes(name, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  /** The file that a name leads to, also where that is not there yet. */
  static Path target(Path name) throws IOException {
    if (Files.exists(name)) {
      return name.toRealPath();
    }
    Path file = name;
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == LINKS) {
        throw new FileSystemException(name.toString(), null, "Too many levels of symbolic links");
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  /** The name of what is written until the file is whole: cut where it would be too long. */
  static Path beside(Path name) {
    String file = String.valueOf(name.getFileName()); // a root has none
    if (bytes(file + SUFFIX) <= LONGEST) {
      return name.resolveSibling(file + SUFFIX);
    }
    String mark = "~" + Integer.toHexString(file.hashCode()) + SUFFIX;
    int end = file.length();
    while (bytes(file.substring(0, end) + mark) > LONGEST) {
      end = file.offsetByCodePoints(end, -1);
    }
    return name.resolveSibling(file.substring(0, end) + mark);
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
