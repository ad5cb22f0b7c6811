package io.bidiclient.simulation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A digest that only counts: a simulation of many hours need not compute a better one. */
final class ByteCount extends MessageDigest {
  private long bytes;

  ByteCount() {
    super("count");
  }

  @Override
  protected void engineUpdate(byte input) {
    bytes++;
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    bytes += length;
  }

  @Override
  protected byte[] engineDigest() {
    return ByteBuffer.allocate(Long.BYTES).putLong(bytes).array();
  }

  @Override
  protected void engineReset() {
    bytes = 0;
  }
}
