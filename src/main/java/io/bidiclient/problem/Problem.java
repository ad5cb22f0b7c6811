package io.bidiclient.problem;

import io.bidiclient.audio.AudioException;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A failure as a person is told of it.
 *
 * @param code what the process exits with
 * @param message what failed: why
 * @param hint one thing to do; empty for none
 */
public record Problem(ExitCode code, String message, String hint) {
  public static Problem of(AudioException e) {
    return new Problem(ExitCode.INPUT, e.getMessage(), e.hint());
  }

  public static Problem of(TransportException e) {
    return new Problem(code(e.category()), e.getMessage(), e.hint());
  }

  /** What AWS's control plane refused or failed to do. */
  public static Problem of(StackException e) {
    ExitCode code =
        switch (e.category()) {
          case VALUE -> ExitCode.USAGE;
          case AUTH, EXPIRED -> ExitCode.AUTH;
          case STACK, OVERTAKEN -> ExitCode.ENDPOINT;
          case NETWORK -> ExitCode.NETWORK;
        };
    return new Problem(code, e.getMessage(), e.hint());
  }

  /** A bug of ours; the only problem that is told with a stack trace. */
  public static Problem bug(Throwable fault) {
    return new Problem(
        ExitCode.INTERNAL,
        "a fault of this program: " + fault,
        "please report it with the lines below");
  }

  /** What went wrong with the sessions of a run; empty when nothing did. */
  public static List<Problem> of(Outcome outcome) {
    if (outcome instanceof Outcome.Partial partial) {
      TransportException cause = partial.cause();
      return List.of(new Problem(ExitCode.PARTIAL, cause.getMessage(), cause.hint()));
    }
    if (outcome instanceof Outcome.Uncertain uncertain) {
      return List.of(
          new Problem(
              ExitCode.PARTIAL,
              "the transcript is not certain: sessions were replaced, and at "
                  + uncertain.seams()
                  + (uncertain.seams() == 1 ? " place" : " places")
                  + " a word may be missing, doubled or changed",
              "read the transcript at the times that the warnings name, or run it again"));
    }
    return outcome instanceof Outcome.Failed failed ? List.of(of(failed.cause())) : List.of();
  }

  /** A file that cannot be replayed. */
  public static Problem noRecording(Path file, IOException e) {
    String why =
        e instanceof CharacterCodingException
            ? "it is no text"
            : e instanceof NoSuchFileException ? "no such file" : e.getMessage();
    return new Problem(
        ExitCode.INPUT,
        "cannot replay " + file + ": " + why,
        "give a file that was written with --record");
  }

  /** The same, naming the input that it is about, unless it does. */
  public Problem about(String input) {
    return message.contains(input) ? this : new Problem(code, input + ": " + message, hint);
  }

  private static ExitCode code(TransportException.Category category) {
    return switch (category) {
      case AUTH -> ExitCode.AUTH;
      case SETTINGS -> ExitCode.USAGE;
      case ENDPOINT -> ExitCode.ENDPOINT;
      case THROTTLED, TIMEOUT, NETWORK -> ExitCode.NETWORK;
      case PROTOCOL, REMOTE -> ExitCode.SERVER;
    };
  }
}
