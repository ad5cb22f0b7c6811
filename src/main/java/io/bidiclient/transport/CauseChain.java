package io.bidiclient.transport;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks through a failure and what led to it. */
public final class CauseChain {
  /** A chain that is longer goes in a circle. */
  private static final int LONGEST = 20;

  private static final Pattern JAVA_CLASS =
      Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b(?:: ?)?");

  private CauseChain() {}

  /** The first of a kind among a failure and its causes. */
  public static <T> Optional<T> find(Throwable failure, Class<T> kind) {
    return of(failure).filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Whether a failure or one of its causes is such a one. */
  static boolean any(Throwable failure, Predicate<Throwable> kind) {
    return of(failure).anyMatch(kind);
  }

  private static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(LONGEST);
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
