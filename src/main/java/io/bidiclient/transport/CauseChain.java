package io.bidiclient.transport;

import java.util.Optional;

/** Looks through a failure and what led to it. */
public final class CauseChain {
  /** A chain that is longer goes in a circle. */
  private static final int LONGEST = 20;

  private CauseChain() {}

  /** The first of a kind among a failure and its causes. */
  public static <T> Optional<T> find(Throwable failure, Class<T> kind) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < LONGEST; t = t.getCause(), depth++) {
      if (kind.isInstance(t)) {
        return Optional.of(kind.cast(t));
      }
    }
    return Optional.empty();
  }

  /** The first line of a failure's own words; never the name of a Java class alone. */
  public static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? "no reason was given"
        : message.lines().findFirst().orElse(message).strip();
  }
}
