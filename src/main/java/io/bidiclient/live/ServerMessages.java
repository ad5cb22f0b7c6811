package io.bidiclient.live;

import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.write.Format;
import java.util.Optional;

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
  record RecordingProgress(long recording, long received, long taken, long sent, long heard) {}

  /**
   * The answer to a page's first message.
   *
   * @param readers the token of those who read along, where that is allowed
   */
  static String welcome(
      String visit,
      boolean resumed,
      boolean active,
      RecordingProgress at,
      int window,
      String target,
      Optional<String> readers) {
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
          readers.ifPresent(token -> json.text("readers", token));
        });
  }

  static String progress(RecordingProgress at) {
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

  /** Whether the endpoint can be reached. */
  static String endpoint(String state, String message, String hint) {
    return message(
        "endpoint",
        json -> {
          json.text("state", state);
          json.text("message", message);
          json.text("hint", hint);
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

  /**
   * The answer to the first message of one who reads along.
   *
   * @param id the log that is read
   * @param resumed whether it is the one that the reader knows
   */
  static String readerWelcome(String id, boolean resumed, String target) {
    return message(
        "welcome",
        json -> {
          json.text("visit", id);
          json.flag("resumed", resumed);
          json.text("target", target);
        });
  }

  /** What was said, for those who read along. */
  static String readerText(
      long seq, String visit, long recording, String text, double start, double end) {
    return message(
        "delta",
        json -> {
          json.number("seq", seq);
          json.text("visit", visit);
          json.number("recording", recording);
          json.text("text", text);
          json.number("start", start);
          json.number("end", end);
        });
  }

  /** What became of a recording, or of a page, for those who read along. */
  static String readerState(long seq, String type, String visit, long recording) {
    return message(
        type,
        json -> {
          json.number("seq", seq);
          json.text("visit", visit);
          json.number("recording", recording);
        });
  }

  /** So many lines were dropped. */
  static String dropped(long count) {
    return message("dropped", json -> json.number("count", count));
  }

  private static String message(String type, JsonBody.Fields fields) {
    return JsonText.object(
        json -> {
          json.text("type", type);
          fields.to(json);
        });
  }
}
