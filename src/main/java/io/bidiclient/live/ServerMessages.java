package io.bidiclient.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.write.Format;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What the server says to a page besides JSON Lines. */
final class ServerMessages {
  static final JsonFactory JSON = new JsonFactory();

  private ServerMessages() {}

  /**
   * How far a recording has come.
   *
   * @param recording its number
   * @param received bytes that are here
   * @param taken bytes that were read on
   * @param sent samples at 16 kHz that the model was sent, on the transcript's time line
   * @param heard samples that it has heard
   */
  record Progress(long recording, long received, long taken, long sent, long heard) {}

  /** The answer to a page's first message. */
  static String welcome(
      String visit, boolean resumed, boolean active, Progress at, int window, String target) {
    return message(
        "welcome",
        json -> {
          json.writeStringField("visit", visit);
          json.writeBooleanField("resumed", resumed);
          json.writeNumberField("recording", at.recording());
          json.writeBooleanField("active", active);
          json.writeNumberField("received", at.received());
          // Else a page that had filled the window would wait for room that is there.
          json.writeNumberField("taken", at.taken());
          json.writeNumberField("window", window);
          json.writeStringField("target", target);
        });
  }

  static String progress(Progress at) {
    return message(
        "progress",
        json -> {
          json.writeNumberField("recording", at.recording());
          json.writeNumberField("received", at.received());
          json.writeNumberField("taken", at.taken());
          json.writeNumberField("sent", FrameClock.seconds(at.sent()));
          json.writeNumberField("heard", FrameClock.seconds(at.heard()));
        });
  }

  static String refused(String code, String message, String hint) {
    return message(
        "refused",
        json -> {
          json.writeStringField("code", code);
          json.writeStringField("message", message);
          json.writeStringField("hint", hint);
        });
  }

  static String document(Format format, String text) {
    return message(
        "document",
        json -> {
          json.writeStringField("format", format.label());
          json.writeStringField("text", text);
        });
  }

  /** So many lines were dropped. */
  static String dropped(long count) {
    return message("dropped", json -> json.writeNumberField("count", count));
  }

  private static String message(String type, Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      fields.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string refused to be written to", e);
    }
    return text.toString();
  }

  private interface Fields {
    void to(JsonGenerator json) throws IOException;
  }
}
