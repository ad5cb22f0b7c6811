package io.bidiclient.transcript.write;

import io.bidiclient.json.JsonBody;
import io.bidiclient.transcript.Channel;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/** Fields that all JSON of a transcript has in common: times are seconds to the millisecond. */
final class TranscriptFields {
  private static final int SAMPLES_A_MILLI = 16;

  private TranscriptFields() {}

  /** The channel, where the input was taken apart. */
  static void channel(JsonBody json, Channel channel) {
    if (!channel.isWhole()) {
      json.number("channel", channel.number());
    }
    if (!channel.name().isEmpty()) {
      json.text("channel_name", channel.name());
    }
  }

  /** A place on the time line. */
  static void samples(JsonBody json, String name, long samples) {
    json.number(name, seconds(millis(samples)));
  }

  /** A time since the run began. */
  static void nanos(JsonBody json, String name, long nanos) {
    json.number(name, seconds(TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  /** Samples as milliseconds, to the nearest. */
  static long millis(long samples) {
    return (samples + SAMPLES_A_MILLI / 2) / SAMPLES_A_MILLI;
  }

  private static BigDecimal seconds(long millis) {
    BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }
}
