package io.bidiclient.run.output;

import io.bidiclient.run.files.PartFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * A file that takes the lines of several inputs, and gets its name once all have ended, unless
 * something could not be written to it.
 *
 * @param file what it is called meanwhile
 * @param out where the lines go
 */
record SharedFile(PartFile file, Writer out) implements Closeable {
  /** Begins the file anew; its writer is safe for use from many threads. */
  static SharedFile open(Path path) throws IOException {
    PartFile file = PartFile.open(path);
    return new SharedFile(file, file.writer());
  }

  @Override
  public void close() throws IOException {
    try (file) {
      out.close();
      file.settle();
    }
  }
}
