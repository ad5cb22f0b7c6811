package io.bidiclient.run.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that has {@code .part} behind its name until it is whole, so that what was there under the
 * name stays until then. A device or a pipe has no such name and is written as it is.
 *
 * @param part what is written
 * @param whole the name that it gets in the end
 */
public record PartFile(Path part, Path whole) {
  private static final String SUFFIX = ".part";

  /** The file for a name; a symbolic link stays, and the file that it leads to is replaced. */
  public static PartFile of(Path name) throws IOException {
    if (!Files.exists(name)) {
      return new PartFile(beside(name), name);
    }
    Path real = name.toRealPath();
    return Files.isRegularFile(real) || Files.isDirectory(real)
        ? new PartFile(beside(real), real)
        : new PartFile(name, name);
  }

  /** The name of what is written until the file is whole. */
  static Path beside(Path name) {
    return name.resolveSibling(name.getFileName() + SUFFIX);
  }

  /** Gives it its name, in place of what has that name. */
  public void settle() throws IOException {
    if (!isDirect()) {
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Gives it its name, which nothing may have. */
  public void settleNew() throws IOException {
    if (Files.exists(whole)) {
      throw new FileAlreadyExistsException(whole.toString());
    }
    settle();
  }

  /** Deletes what was written. */
  public void discard() throws IOException {
    if (!isDirect() && Files.isRegularFile(part)) {
      Files.delete(part);
    }
  }

  /** Whether it is written as it is: a device or a pipe. */
  public boolean isDirect() {
    return part.equals(whole);
  }
}
