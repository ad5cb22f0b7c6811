package io.bidiclient.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a server asks to be left alone, in seconds or by a date. Whoever asks for longer than
 * {@link #MOST} is asked again after that: a wait that nobody bounds is a hang.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110 section 10.2.3</a>
 */
public final class RetryAfter {
  /** The longest wait that a server is granted. */
  public static final Duration MOST = Duration.ofSeconds(30);

  private static final String HEADER = "Retry-After";

  private RetryAfter() {}

  /**
   * What an answer asks for; nothing where it has no such header, or one that cannot be read.
   *
   * @param header the answer's first value of a header
   */
  public static Duration in(Function<String, Optional<String>> header) {
    return of(header.apply(HEADER), Instant.now());
  }

  /** What the header's value asks for; nothing where there is none, or it cannot be read. */
  static Duration of(Optional<String> value, Instant now) {
    String text = value.orElse("").strip();
    Duration asked = text.matches("\\d{1,9}") ? seconds(text) : until(text, now);
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(MOST) < 0 ? asked : MOST;
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static Duration until(String date, Instant now) {
    try {
      return Duration.between(
          now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      // What is not understood asks for nothing.
      return Duration.ZERO;
    }
  }
}
