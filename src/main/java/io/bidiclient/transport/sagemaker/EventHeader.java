package io.bidiclient.transport.sagemaker;

import java.util.Optional;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Reads the headers of an event, which have one of ten types; those that matter here are text. */
final class EventHeader {
  private EventHeader() {}

  /** A header's text; empty where there is none, or where it has another type. */
  static String text(Message event, String name) {
    return Optional.ofNullable(event.getHeaders().get(name)).flatMap(EventHeader::text).orElse("");
  }

  /** The text of a value of that type. */
  static Optional<String> text(HeaderValue value) {
    try {
      return Optional.of(value.getString());
    } catch (IllegalStateException e) {
      return Optional.empty(); // Its type has no public name to ask for.
    }
  }
}
