package io.bidiclient.transport;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Looks through a failure and what led to it. */
public final class CauseChain {
  /** A chain that is longer goes in a circle. */
  private static final int LONGEST = 20;

  private static final Pattern JAVA_CLASS =
      Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b(?:: ?)?");

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

  /** Whether a failure or one of its causes is such a one. */
  static boolean any(Throwable failure, Predicate<Throwable> kind) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < LONGEST; t = t.getCause(), depth++) {
      if (kind.test(t)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first line of a failure's own words, without the names of Java's classes and without what
   * looks like a credential.
   */
  public static String words(Throwable failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    String line = message.strip().lines().findFirst().orElse("");
    String words = Secrets.NONE.masked(JAVA_CLASS.matcher(line).replaceAll("").strip());
    return words.isEmpty() ? "no reason was given" : words;
  }
}
