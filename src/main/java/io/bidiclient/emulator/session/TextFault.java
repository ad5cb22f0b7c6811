package io.bidiclient.emulator.session;

import io.bidiclient.emulator.config.Fault;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.util.Map;
import java.util.Optional;

/**
 * Puts into the text of a session what a client must not pass on as it is. The done has the same
 * text as the deltas, as with a server that means it.
 */
final class TextFault {
  /** Stand for halves of a surrogate pair until the event is written: no codec takes those. */
  private static final char HIGH = '\ue000';

  private static final char LOW = '\ue001';

  /** Sets the title, clears the screen, turns the text red, and begins two lines of its own. */
  private static final String ESCAPES =
      "\u001b]0;title\u0007\u001b[2J\u001b[31m\u009b1m\rbidi-client: forged\b";

  private static final Map<Fault, String> AFTER_A =
      Map.of(
          Fault.ESCAPES, ESCAPES,
          Fault.SPLIT_SURROGATES, "" + HIGH + LOW,
          Fault.LONE_SURROGATES, "" + HIGH);

  private final Optional<String> added;
  private final boolean split;
  private String carried = "";

  /** Bends text where the fault is one of text's, and nothing where it is another. */
  TextFault(Optional<Fault> fault) {
    this.added = fault.map(AFTER_A::get);
    this.split = fault.equals(Optional.of(Fault.SPLIT_SURROGATES));
  }

  /** The message as the fault makes it. */
  String bend(String message) {
    if (added.isEmpty()) {
      return message;
    }
    try {
      ServerEvent event = EventCodec.decodeServer(message);
      if (event instanceof ServerEvent.Delta delta) {
        return write(new ServerEvent.Delta(cut(carried + with(delta.text()))));
      }
      if (event instanceof ServerEvent.Done done) {
        return write(new ServerEvent.Done(with(done.text()), done.usage()));
      }
      return message;
    } catch (ProtocolException e) {
      // Another protocol's event, or one that is malformed on purpose.
      return message;
    }
  }

  /** The delta with what was kept for one that did not come any more. */
  Optional<String> rest() {
    Optional<String> kept = Optional.of(carried).filter(text -> !text.isEmpty());
    carried = "";
    return kept.map(text -> write(new ServerEvent.Delta(text)));
  }

  private String with(String text) {
    return text.replace("A", "A" + added.orElseThrow());
  }

  /** Keeps what follows the first half of a pair for the next delta. */
  private String cut(String text) {
    int low = split ? text.indexOf(LOW) : -1;
    carried = low < 0 ? "" : text.substring(low);
    if (low == 0) {
      // The pair was begun by the delta before: up to the next one.
      int next = text.indexOf(LOW, 1);
      carried = next < 0 ? "" : text.substring(next);
      return next < 0 ? text : text.substring(0, next);
    }
    return low < 0 ? text : text.substring(0, low);
  }

  private static String write(ServerEvent event) {
    return EventCodec.encode(event)
        .replace(Character.toString(HIGH), "\\ud83d")
        .replace(Character.toString(LOW), "\\ude00");
  }
}
