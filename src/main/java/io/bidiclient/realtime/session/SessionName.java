package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.EventFields;
import io.bidiclient.realtime.protocol.ProtocolException;

/** Finds the name that a server gives a session, for people: no step depends on it. */
final class SessionName {
  private SessionName() {}

  /** The name in {@code session.created}; empty in every other message. */
  static String in(String message) {
    if (!message.contains("session.created")) {
      return "";
    }
    try {
      EventFields fields = EventFields.parse(message);
      return fields.type().endsWith("session.created") ? fields.text("id").orElse("") : "";
    } catch (ProtocolException e) {
      // The session's step meets the same fault and ends with it.
      return "";
    }
  }
}
