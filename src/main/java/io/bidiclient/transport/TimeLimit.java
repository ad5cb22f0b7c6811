package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;

/** What is told of a wait that has run out. */
public final class TimeLimit {
  private TimeLimit() {}

  /** A limit as messages have it: {@code 8 s}, or {@code 1500 ms} where it has no whole seconds. */
  public static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /**
   * Nothing answered while a stream was opened, whoever waited for it.
   *
   * @param target what was to be reached, as messages name it
   */
  public static TransportException noConnection(String target, Duration limit) {
    return new TransportException(
        Category.TIMEOUT,
        "cannot connect to " + target + ": no answer in " + words(limit),
        "check the network and the region, or raise --connect-timeout");
  }
}
