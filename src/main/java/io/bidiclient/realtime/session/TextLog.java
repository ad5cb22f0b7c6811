package io.bidiclient.realtime.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Text as it grew, delta by delta: an immutable list from the newest back, so that a step of the
 * session costs the same however long it has been speaking.
 */
final class TextLog {
  static final TextLog NOTHING = new TextLog(null, "", false);

  private final TextLog before;
  private final String delta;
  private final boolean endsTurn;

  private TextLog(TextLog before, String delta, boolean endsTurn) {
    this.before = before;
    this.delta = delta;
    this.endsTurn = endsTurn;
  }

  TextLog plus(String text) {
    return text.isEmpty() ? this : new TextLog(this, text, false);
  }

  /** The same text; what follows is said in another turn. */
  TextLog turnDone() {
    return before == null ? this : new TextLog(before, delta, true);
  }

  /** Whether something was said, but nothing yet in this turn. */
  boolean isBetweenTurns() {
    return endsTurn;
  }

  /** What was said in this turn, joined to the letter. */
  String turn() {
    return joined(true);
  }

  /** All of it, joined to the letter. */
  @Override
  public String toString() {
    return joined(false);
  }

  private String joined(boolean ofTurn) {
    Deque<String> parts = new ArrayDeque<>();
    for (TextLog at = this; at.before != null && !(ofTurn && at.endsTurn); at = at.before) {
      parts.addFirst(at.delta);
    }
    return String.join("", parts);
  }
}
