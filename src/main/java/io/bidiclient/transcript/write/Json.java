package io.bidiclient.transcript.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.transcript.Channel;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** JSON as all formats here write it: one line, times in seconds to the millisecond. */
public final class Json {
  public static final JsonFactory FACTORY = new JsonFactory();

  private static final int SAMPLES_A_MILLI = 16;

  private Json() {}

  /** Writes into an object. */
  public interface Fields {
    void to(JsonGenerator json) throws IOException;
  }

  /** An object of the given fields. */
  public static String object(Fields fields) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.to(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** A JSON string. */
  static String string(String value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeString(value);
    }
    return text.toString();
  }

  /** The channel, where the input was taken apart. */
  static void channel(JsonGenerator json, Channel channel) throws IOException {
    if (!channel.isWhole()) {
      json.writeNumberField("channel", channel.number());
    }
    if (!channel.name().isEmpty()) {
      json.writeStringField("channel_name", channel.name());
    }
  }

  /** A place on the time line. */
  static void samples(JsonGenerator json, String name, long samples) throws IOException {
    millis(json, name, millis(samples));
  }

  /** A time since the run began. */
  static void nanos(JsonGenerator json, String name, long nanos) throws IOException {
    millis(json, name, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  /** A number that may be missing. */
  static void number(JsonGenerator json, String name, Optional<Long> value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** Samples as milliseconds, to the nearest. */
  static long millis(long samples) {
    return (samples + SAMPLES_A_MILLI / 2) / SAMPLES_A_MILLI;
  }

  private static void millis(JsonGenerator json, String name, long millis) throws IOException {
    json.writeFieldName(name);
    BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
    json.writeNumber(seconds.scale() < 0 ? seconds.setScale(0) : seconds);
  }
}
