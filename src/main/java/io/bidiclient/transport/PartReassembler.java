package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Joins the parts of a message, as SageMaker's PARTIAL ones or a WebSocket's binary frames, into
 * its text. Bytes are joined before they are decoded, as a part may end inside a letter. Not
 * thread-safe.
 */
public final class PartReassembler {
  /** The largest message that is taken, in bytes; vLLM's own WebSocket limit. */
  public static final int LARGEST = 16 << 20;

  private ByteArrayOutputStream head = new ByteArrayOutputStream(0);

  /**
   * Takes the next part.
   *
   * @param partial whether another part of the same message follows
   * @return the message, if this part ends one
   * @throws TransportException PROTOCOL for bytes that are not UTF-8 or a message over {@link
   *     #LARGEST}
   */
  public Optional<String> add(byte[] bytes, boolean partial) throws TransportException {
    if ((long) head.size() + bytes.length > LARGEST) {
      throw new TransportException(
          Category.PROTOCOL,
          "cannot read the server's message: it is larger than " + (LARGEST >> 20) + " MiB",
          "check that a transcription model is served there");
    }
    if (partial) {
      head.writeBytes(bytes);
      return Optional.empty();
    }
    if (head.size() == 0) {
      return Optional.of(decode(bytes));
    }
    head.writeBytes(bytes);
    byte[] whole = head.toByteArray();
    head = new ByteArrayOutputStream(0);
    return Optional.of(decode(whole));
  }

  private static String decode(byte[] bytes) throws TransportException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new TransportException(
          Category.PROTOCOL,
          "cannot read the server's message: its bytes are not UTF-8",
          "check that a transcription model is served there",
          e);
    }
  }
}
