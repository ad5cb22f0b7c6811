package io.bidiclient.run.output;

import io.bidiclient.run.files.PartFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that takes the lines of several inputs, and gets its name once all have ended.
 *
 * @param file what it is called meanwhile
 * @param out where the lines go
 */
record SharedFile(PartFile file, Writer out) implements Closeable {
  /** Begins the file anew. */
  static SharedFile open(Path path) throws IOException {
    PartFile file = PartFile.of(path);
    return new SharedFile(file, Files.newBufferedWriter(file.part()));
  }

  @Override
  public void close() throws IOException {
    out.close();
    file.settle();
  }
}
