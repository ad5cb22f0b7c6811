package io.bidiclient.transcript.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * A file whose tail is overwritten in one call by what follows, so that it is never cut short. What
 * does not fit on the disk is taken back, and the document is whole without it.
 */
public final class FileDocument implements GrowingDocument {
  private final FileChannel file;
  private long body;
  private byte[] tail = {};

  /** Begins on an empty file, which stays open. */
  public FileDocument(FileChannel file) {
    this.file = file;
  }

  @Override
  public void grow(String more, String end) throws IOException {
    byte[] next = bytes(more + end);
    try {
      write(next);
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
    tail = bytes(end);
    body += next.length - tail.length;
  }

  /** Leaves the file to its owner. */
  @Override
  public void close() {}

  private void takeBack(IOException failure) {
    try {
      write(tail);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Writes what stands behind the body, and nothing behind that. */
  private void write(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long at = body;
    while (rest.hasRemaining()) {
      at += file.write(rest, at);
    }
    if (file.size() > at) {
      file.truncate(at);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
