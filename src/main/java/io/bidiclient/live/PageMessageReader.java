package io.bidiclient.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.transcript.write.Format;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Reads a page's text frames: JSON objects of strings and whole numbers. */
final class PageMessageReader {
  private static final int LONGEST_NAME = 200;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();

  private PageMessageReader() {}

  static PageMessage read(String text) throws PageFault {
    PageMessageReader fields = new PageMessageReader();
    try (JsonParser json = ServerMessages.JSON.createParser(text)) {
      fields.parse(json);
    } catch (IOException e) {
      throw new PageFault("a message that is no JSON object", e);
    }
    return fields.message();
  }

  private void parse(JsonParser json) throws IOException, PageFault {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new PageFault("a message that is no JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        texts.put(name, json.getText());
      } else if (value == JsonToken.VALUE_NUMBER_INT) {
        numbers.put(name, json.getLongValue());
      } else {
        json.skipChildren();
      }
    }
  }

  private PageMessage message() throws PageFault {
    String type = text("type");
    return switch (type) {
      case "hello" -> new PageMessage.Hello(text("visit"), number("seen"));
      case "start" -> start();
      case "stop" -> new PageMessage.Stop();
      case "seen" -> new PageMessage.Seen(number("seq"));
      case "export" -> new PageMessage.Export(format());
      case "clear" -> new PageMessage.Clear();
      case "bye" -> new PageMessage.Bye();
      default -> throw new PageFault("a message of the unknown type '" + type + "'");
    };
  }

  private PageMessage start() throws PageFault {
    long recording = number("recording");
    String kind = text("kind");
    return switch (kind) {
      case "microphone" -> new PageMessage.Start(recording, OptionalInt.of(rate()), "microphone");
      case "file" -> new PageMessage.Start(recording, OptionalInt.empty(), name());
      default -> throw new PageFault("a recording of the unknown kind '" + kind + "'");
    };
  }

  private int rate() throws PageFault {
    long rate = number("rate");
    if (rate < PcmFormat.MIN_RATE || rate > PcmFormat.MAX_RATE) {
      throw new PageFault("a microphone of " + rate + " samples a second");
    }
    return (int) rate;
  }

  /** It ends up in messages: one line, not too long. */
  private String name() throws PageFault {
    String name = text("name").replaceAll("\\p{Cntrl}", "\ufffd");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private Format format() throws PageFault {
    String label = text("format");
    return Format.named(label)
        .orElseThrow(() -> new PageFault("a document of the unknown form '" + label + "'"));
  }

  private String text(String name) throws PageFault {
    String value = texts.get(name);
    if (value == null) {
      throw new PageFault("a message without its '" + name + "'");
    }
    return value;
  }

  private long number(String name) throws PageFault {
    Long value = numbers.get(name);
    if (value == null) {
      throw new PageFault("a message without its '" + name + "'");
    }
    return value;
  }
}
