package io.bidiclient.emulator.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a fault strikes, and how often. Faults of a connection or a request strike at once.
 *
 * @param fault what happens
 * @param messages messages the client gets before it, {@code session.created} counted; not used
 *     where {@code after} is there
 * @param after time from the request to it, if it comes by the clock
 * @param streams how many streams it befalls, in the order they open; the next ones get the next
 *     plan, or none
 */
public record FaultPlan(Fault fault, long messages, Optional<Duration> after, int streams) {
  private static final long USUAL = 3;
  private static final Pattern SPEC =
      Pattern.compile(
          "([a-z0-9-]+?)(?:@(?:(\\d{1,9})|(\\d{1,6}(?:\\.\\d{1,3})?)s))?(?:x(\\d{1,6}))?");

  /** A fault that strikes every stream after so many messages. */
  public static FaultPlan at(Fault fault, long messages) {
    return new FaultPlan(fault, messages, Optional.empty(), Integer.MAX_VALUE);
  }

  /** A fault that strikes every stream after some time. */
  public static FaultPlan after(Fault fault, Duration time) {
    return new FaultPlan(fault, 0, Optional.of(time), Integer.MAX_VALUE);
  }

  /** The same for so many streams only. */
  public FaultPlan times(int count) {
    return new FaultPlan(fault, messages, after, count);
  }

  /**
   * Reads {@code NAME}, {@code NAME@12} (after twelve messages) or {@code NAME@2.5s} (after 2.5
   * seconds), each with {@code x2} behind it where only two streams are to meet it.
   *
   * @throws IllegalArgumentException where it is none of these; the message says so to a person
   */
  public static FaultPlan parse(String spec) {
    Matcher parts = SPEC.matcher(spec);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + spec + "' is no fault: write NAME, NAME@MESSAGES or NAME@SECONDSs, then x TIMES");
    }
    Fault fault = Fault.of(parts.group(1));
    long messages = parts.group(2) == null ? USUAL : Long.parseLong(parts.group(2));
    Optional<Duration> after = Optional.ofNullable(parts.group(3)).map(FaultPlan::seconds);
    String times = parts.group(4);
    int streams = times == null ? Integer.MAX_VALUE : Integer.parseInt(times);
    return new FaultPlan(fault, messages, after, streams);
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
  }
}
