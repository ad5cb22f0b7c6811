package io.bidiclient.live;

import io.bidiclient.audio.PcmFormat;
import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonSyntaxException;
import io.bidiclient.text.PrintableText;
import io.bidiclient.transcript.write.Format;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a page's text frames: JSON objects of strings and whole numbers. */
final class PageMessageReader {
  private static final int LONGEST_NAME = 200;

  private final JsonObject fields;

  private PageMessageReader(JsonObject fields) {
    this.fields = fields;
  }

  static PageMessage read(String text) throws PageFault {
    try {
      return new PageMessageReader(JsonObject.parse(text)).message();
    } catch (JsonSyntaxException e) {
      throw new PageFault("a message that is not a JSON object", e);
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
      case "restore" -> new PageMessage.Restore();
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
    String name = PrintableText.line(text("name"));
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private Format format() throws PageFault {
    String label = text("format");
    return Format.named(label)
        .orElseThrow(() -> new PageFault("a document of the unknown form '" + label + "'"));
  }

  private String text(String name) throws PageFault {
    return field(name, fields.text(name));
  }

  private long number(String name) throws PageFault {
    return field(name, fields.whole(name));
  }

  private static <T> T field(String name, Optional<T> value) throws PageFault {
    return value.orElseThrow(() -> new PageFault("a message without its '" + name + "'"));
  }
}
