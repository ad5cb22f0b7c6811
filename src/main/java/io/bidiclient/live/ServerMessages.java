package io.bidiclient.live;

import io.bidiclient.json.JsonFields;
import io.bidiclient.json.JsonText;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.write.Format;

/** What the server says to a page besides JSON Lines. */
final class ServerMessages {
  private ServerMessages() {}

  /**
   * How far a recording has come.
   *
   * @param recording its number
   * @param received bytes that are here
   * @param taken bytes that were read on
   * @param sent samples at 16 kHz that the model was sent, on the transcript's time line
   * @param heard samples that the model has transcribed
   */
  record Progress(long recording, long received, long taken, long sent, long heard) {}

  /** The answer to a page's first message. */
  static String welcome(
      String visit, boolean resumed, boolean active, Progress at, int window, String target) {
    return message(
        "welcome",
        json -> {
          json.text("visit", visit);
          json.flag("resumed", resumed);
          json.number("recording", at.recording());
          json.flag("active", active);
          json.number("received", at.received());
          // Else a page that had filled the window would wait for room that is there.
          json.number("taken", at.taken());
          json.number("window", window);
          json.text("target", target);
        });
  }

  static String progress(Progress at) {
    return message(
        "progress",
        json -> {
          json.number("recording", at.recording());
          json.number("received", at.received());
          json.number("taken", at.taken());
          json.number("sent", FrameClock.seconds(at.sent()));
          json.number("heard", FrameClock.seconds(at.heard()));
        });
  }

  static String refused(String code, String message, String hint) {
    return message(
        "refused",
        json -> {
          json.text("code", code);
          json.text("message", message);
          json.text("hint", hint);
        });
  }

  static String document(Format format, String text) {
    return message(
        "document",
        json -> {
          json.text("format", format.label());
          json.text("text", text);
        });
  }

  /** So many lines were dropped. */
  static String dropped(long count) {
    return message("dropped", json -> json.number("count", count));
  }

  private static String message(String type, JsonFields fields) {
    return JsonText.object(
        json -> {
          json.text("type", type);
          fields.to(json);
        });
  }
}
