package io.bidiclient.api;

import io.bidiclient.api.TranscriberException.Kind;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.StreamResult;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.util.Optional;

/** What a stream that failed is to a program. */
final class FailureKinds {
  private FailureKinds() {}

  /**
   * The exception of a stream that did not come to its end.
   *
   * @param before what was transcribed
   */
  static TranscriberException of(StreamResult streamed, TranscriberResult before) {
    Problem problem =
        streamed.problems().stream()
            .findFirst()
            .orElseGet(() -> new Problem(ExitCode.PARTIAL, "the run was broken off", ""));
    Throwable cause =
        streamed.fault().or(() -> streamed.cause().map(it -> (Throwable) it)).orElse(null);
    return new TranscriberException(
        kind(streamed, problem),
        LibraryWords.message(problem.message()),
        LibraryWords.hint(problem.hint()),
        before,
        cause);
  }

  private static Kind kind(StreamResult streamed, Problem problem) {
    if (streamed.fault().isPresent()) {
      return Kind.INTERNAL;
    }
    Optional<Category> category = streamed.cause().map(TransportException::category);
    if (category.isPresent()) {
      return kind(category.get());
    }
    return streamed.input().isPresent() ? Kind.AUDIO : kind(problem.code());
  }

  private static Kind kind(Category category) {
    return switch (category) {
      case SETTINGS -> Kind.OPTIONS;
      case AUTH -> Kind.CREDENTIALS;
      case ENDPOINT -> Kind.ENDPOINT;
      case THROTTLED -> Kind.THROTTLED;
      case TIMEOUT -> Kind.TIMEOUT;
      case NETWORK -> Kind.NETWORK;
      case PROTOCOL, REMOTE -> Kind.SERVER;
    };
  }

  /** Of a server that could not even be asked. */
  private static Kind kind(ExitCode code) {
    return switch (code) {
      case USAGE -> Kind.OPTIONS;
      case INPUT -> Kind.AUDIO;
      case AUTH -> Kind.CREDENTIALS;
      case ENDPOINT -> Kind.ENDPOINT;
      case NETWORK -> Kind.NETWORK;
      case SERVER, PARTIAL -> Kind.SERVER;
      case OK, INTERNAL, CHECK, DELIVERY -> Kind.INTERNAL;
    };
  }
}
