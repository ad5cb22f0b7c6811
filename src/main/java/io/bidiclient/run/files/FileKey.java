package io.bidiclient.run.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What a file is known by whatever it is called: the same for all its links, symbolic and hard.
 *
 * @param key the file system's own, or the real path where it has none
 */
record FileKey(Object key) {
  /** The key of a regular file; empty for what is none, or is not there. */
  static Optional<FileKey> of(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      Object key = attributes.fileKey();
      return Optional.of(new FileKey(key == null ? path.toRealPath() : key));
    } catch (IOException e) {
      // It is not there, or cannot be looked at: then it cannot be overwritten either.
      return Optional.empty();
    }
  }

  // Written by hand: what a record has by itself is linked at run time, which slows a start.
  @Override
  public boolean equals(Object other) {
    return other instanceof FileKey same && key.equals(same.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
