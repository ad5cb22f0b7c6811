package io.bidiclient.realtime.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The dialects that are spoken here. */
public final class Dialects {
  private static final List<Dialect> ALL = List.of(new VllmDialect(), new OpenAiDialect());

  private Dialects() {}

  /** Finds out by the server's first event; vLLM's until then. */
  public static Dialect auto() {
    return new DetectedDialect(ALL);
  }

  /** The one of this label. */
  public static Optional<Dialect> named(String label) {
    return all().filter(dialect -> dialect.label().equalsIgnoreCase(label)).findFirst();
  }

  /** All labels, in the order in which they are shown. */
  public static List<String> labels() {
    return all().map(Dialect::label).toList();
  }

  private static Stream<Dialect> all() {
    return Stream.concat(Stream.of(auto()), ALL.stream());
  }
}
