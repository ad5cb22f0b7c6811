package io.bidiclient.transport.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The body of an answer, whose close ends the connection instead of reading the rest. */
final class S3Body extends InputStream {
  private final ResponseInputStream<?> body;
  private volatile boolean whole;

  S3Body(ResponseInputStream<?> body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int room) throws IOException {
    try {
      int read = body.read(to, from, room);
      whole = read < 0 && room > 0;
      return read;
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (whole) {
      body.close();
    } else {
      body.abort();
    }
  }
}
