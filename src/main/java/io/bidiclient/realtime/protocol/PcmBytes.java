package io.bidiclient.realtime.protocol;

import java.util.Arrays;

/** Audio bytes that compare by content. The array is handed over and never written again. */
public final class PcmBytes {
  private final byte[] bytes;

  /** Wraps the array without copying it. */
  public PcmBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PcmBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes of PCM";
  }
}
