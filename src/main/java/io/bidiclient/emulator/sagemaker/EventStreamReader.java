package io.bidiclient.emulator.sagemaker;

import io.bidiclient.emulator.session.StreamException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.eventstream.Message;

/**
 * Cuts AWS event-stream messages out of a stream of bytes. The AWS library's own decoder starts
 * with a buffer of 2 MiB, which is much for hundreds of streams; this one holds what it needs.
 */
final class EventStreamReader implements AutoCloseable {
  private static final int PRELUDE = 8;
  private static final int SMALLEST = 16;

  /** AWS's limits are 16 MiB of payload and 128 KiB of headers; an envelope may hold both. */
  private static final int LARGEST = (16 << 20) + (256 << 10);

  private final ByteBuf waiting = Unpooled.buffer(4096);

  /** Adds bytes; the caller keeps the buffer. */
  void add(ByteBuf bytes) {
    waiting.discardReadBytes();
    waiting.writeBytes(bytes);
  }

  /** Drops what waits. */
  void clear() {
    waiting.clear();
  }

  /** The next whole message. */
  Optional<Message> next() throws StreamException {
    if (waiting.readableBytes() < PRELUDE + 4) {
      return Optional.empty();
    }
    int start = waiting.readerIndex();
    long length = waiting.getUnsignedInt(start);
    CRC32 crc = new CRC32();
    crc.update(waiting.nioBuffer(start, PRELUDE));
    if (crc.getValue() != waiting.getUnsignedInt(start + PRELUDE)) {
      throw corrupt("prelude");
    }
    if (length < SMALLEST || length > LARGEST) {
      throw corrupt("length of " + length + " bytes");
    }
    if (waiting.readableBytes() < length) {
      return Optional.empty();
    }
    byte[] bytes = new byte[(int) length];
    waiting.readBytes(bytes);
    return Optional.of(decode(bytes));
  }

  @Override
  public void close() {
    waiting.release();
  }

  /** Reads one message that fills the bytes. */
  static Message decode(byte[] bytes) throws StreamException {
    try {
      return Message.decode(ByteBuffer.wrap(bytes));
    } catch (RuntimeException e) {
      // The library throws what it meets: bad sums, unknown header types, underflows.
      throw corrupt("message (" + e.getMessage() + ")");
    }
  }

  private static StreamException corrupt(String what) {
    return StreamException.common("SerializationException", "corrupt event stream: bad " + what);
  }
}
