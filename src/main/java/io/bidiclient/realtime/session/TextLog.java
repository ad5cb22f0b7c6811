package io.bidiclient.realtime.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Text as it grew, delta by delta: an immutable list from the newest back, so that a step of the
 * session costs the same however long it has been speaking.
 */
final class TextLog {
  static final TextLog NOTHING = new TextLog(null, "");

  private final TextLog before;
  private final String delta;

  private TextLog(TextLog before, String delta) {
    this.before = before;
    this.delta = delta;
  }

  TextLog plus(String text) {
    return text.isEmpty() ? this : new TextLog(this, text);
  }

  /** All of it, joined to the letter. */
  @Override
  public String toString() {
    Deque<String> parts = new ArrayDeque<>();
    for (TextLog at = this; at.before != null; at = at.before) {
      parts.addFirst(at.delta);
    }
    return String.join("", parts);
  }
}
