package io.bidiclient.realtime;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Text as it grew, delta by delta: an immutable list from the newest back, so that a step of the
 * session costs the same however long it has been speaking.
 */
final class Spoken {
  static final Spoken NOTHING = new Spoken(null, "");

  private final Spoken before;
  private final String delta;

  private Spoken(Spoken before, String delta) {
    this.before = before;
    this.delta = delta;
  }

  Spoken plus(String text) {
    return text.isEmpty() ? this : new Spoken(this, text);
  }

  /** All of it, joined to the letter. */
  @Override
  public String toString() {
    Deque<String> parts = new ArrayDeque<>();
    for (Spoken at = this; at.before != null; at = at.before) {
      parts.addFirst(at.delta);
    }
    return String.join("", parts);
  }
}
