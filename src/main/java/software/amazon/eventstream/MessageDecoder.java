package software.amazon.eventstream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts an event stream into messages, in place of the library's class of this name: that one begins
 * with a buffer of 2 MB for every stream, this one with what a message needs. Owned by one thread
 * at a time.
 *
 * @see <a
 *     href="https://github.com/awslabs/aws-eventstream-java/blob/main/src/main/java/software/amazon/eventstream/MessageDecoder.java">the
 *     library's</a>
 */
public final class MessageDecoder {
  private static final int FIRST = 4_096;

  /** A buffer that one large message has grown is not kept for the stream's life. */
  private static final int MOST_KEPT = 65_536;

  private final Consumer<Message> messages;
  private List<Message> decoded = new ArrayList<>();
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST);
  private Prelude prelude;

  /** Keeps messages for {@link #getDecodedMessages}. */
  public MessageDecoder() {
    this.messages = message -> decoded.add(message);
  }

  /** Hands each message on, on the thread that feeds. */
  public MessageDecoder(Consumer<Message> messages) {
    this.messages = messages;
    this.decoded = null;
  }

  /** The messages since the last call. */
  public List<Message> getDecodedMessages() {
    if (decoded == null) {
      throw new IllegalStateException("messages go to the consumer that was given");
    }
    List<Message> all = decoded;
    decoded = new ArrayList<>();
    return Collections.unmodifiableList(all);
  }

  /** Takes bytes. */
  public void feed(byte[] bytes) {
    feed(ByteBuffer.wrap(bytes));
  }

  /** Takes a part of bytes. */
  public void feed(byte[] bytes, int offset, int length) {
    feed(ByteBuffer.wrap(bytes, offset, length));
  }

  /**
   * Takes all that remains.
   *
   * @throws IllegalArgumentException where it is no event stream: a checksum or a length is wrong
   */
  public MessageDecoder feed(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (prelude == null && take(bytes, Prelude.LENGTH_WITH_CRC)) {
        prelude = Prelude.decode(read());
        reserve(prelude.getTotalLength());
      }
      if (prelude != null && take(bytes, prelude.getTotalLength())) {
        messages.accept(Message.decode(prelude, read()));
        prelude = null;
        buffer = buffer.capacity() > MOST_KEPT ? ByteBuffer.allocate(FIRST) : buffer.clear();
      }
    }
    return this;
  }

  /** Takes bytes until so many are there; says whether they are. */
  private boolean take(ByteBuffer bytes, int length) {
    int count = Math.min(length - buffer.position(), bytes.remaining());
    buffer.put(bytes.duplicate().limit(bytes.position() + count));
    bytes.position(bytes.position() + count);
    return buffer.position() == length;
  }

  /** Bytes that it keeps room for. */
  int currentBufferSize() {
    return buffer.capacity();
  }

  private ByteBuffer read() {
    return buffer.duplicate().flip();
  }

  private void reserve(int length) {
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocate(length).put(read());
    }
  }
}
