package io.bidiclient.transcript.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file whose tail is overwritten in one call by what follows, so that it is never cut short. */
public final class FileDocument implements GrowingDocument {
  private final FileChannel file;
  private long body;

  /** Begins the file anew. */
  public FileDocument(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Override
  public void grow(String more, String tail) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(more + tail);
    long at = body;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
    body += StandardCharsets.UTF_8.encode(more).remaining();
    if (file.size() > at) {
      file.truncate(at);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
