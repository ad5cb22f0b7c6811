package io.bidiclient.run;

import io.bidiclient.audio.AudioException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.run.remote.S3Problems;
import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.s3.S3Failure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What a failure of audio, transport or session is to a person. */
public final class Problems {
  private Problems() {}

  /** Audio that cannot be read. */
  public static Problem of(AudioException e) {
    ExitCode code =
        CauseChain.find(e, S3Failure.class).map(S3Problems::code).orElse(ExitCode.INPUT);
    return new Problem(code, e.getMessage(), e.hint());
  }

  /** A server that could not be reached, or that failed. */
  public static Problem of(TransportException e) {
    return new Problem(code(e.category()), e.getMessage(), e.hint());
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
            ? "it is not text"
            : e instanceof NoSuchFileException ? "no such file" : e.getMessage();
    return new Problem(
        ExitCode.INPUT,
        "cannot replay " + file + ": " + why,
        "give a file that was written with --record");
  }

  /** A recording without an end, as of a run that was killed. */
  static Problem brokenOff(Path file) {
    return new Problem(
        ExitCode.PARTIAL,
        "the transcript is not complete: the recording " + file + " ends before its run did",
        "transcribe the audio again for the rest");
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
