package io.bidiclient.emulator.sagemaker;

import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.emulator.session.StreamException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Signed envelopes to the messages that a container gets: a run of PARTIAL parts and one COMPLETE
 * is one message, put together as bytes.
 */
final class PartAssembler {
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private final int largest;

  /**
   * An assembler.
   *
   * @param largest bytes of the longest message; a container closes with 1009 for a longer one
   */
  PartAssembler(int largest) {
    this.largest = largest;
  }

  /** A whole message as it came. */
  record Assembled(boolean text, ByteBuffer bytes) {}

  /** The event in an envelope; absent in the empty envelope that ends the input. */
  static Optional<Message> open(Message envelope) throws StreamException {
    if (!envelope.getHeaders().containsKey(":chunk-signature")
        || !envelope.getHeaders().containsKey(":date")) {
      throw StreamException.common(
          "InvalidSignatureException", "an event without :date and :chunk-signature");
    }
    if (envelope.getPayload().length == 0) {
      return Optional.empty();
    }
    return Optional.of(EventStreamReader.decode(envelope.getPayload()));
  }

  /** Takes a part and gives the message that it completes. */
  Optional<Assembled> add(Message part) throws StreamException {
    Map<String, HeaderValue> headers = part.getHeaders();
    String event = text(headers, ":event-type", "");
    if (!event.equals("PayloadPart")) {
      throw StreamException.common("ValidationException", "unknown event type '" + event + "'");
    }
    if (parts.size() + part.getPayload().length > largest) {
      throw StreamException.closed(new ContainerClosed(1009, "message over " + largest + " bytes"));
    }
    parts.writeBytes(part.getPayload());
    if (text(headers, "CompletionState", "COMPLETE").equals("PARTIAL")) {
      return Optional.empty();
    }
    boolean text = text(headers, "DataType", "BINARY").equals("UTF8");
    Assembled message = new Assembled(text, ByteBuffer.wrap(parts.toByteArray()));
    parts.reset();
    return Optional.of(message);
  }

  private static String text(Map<String, HeaderValue> headers, String name, String otherwise)
      throws StreamException {
    HeaderValue value = headers.get(name);
    try {
      return value == null ? otherwise : value.getString();
    } catch (IllegalStateException e) {
      throw StreamException.common("ValidationException", "header " + name + " is no string");
    }
  }
}
