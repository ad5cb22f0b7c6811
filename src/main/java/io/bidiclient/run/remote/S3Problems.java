package io.bidiclient.run.remote;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.transport.s3.S3Failure;

/** What a failure of S3 is to a person. */
public final class S3Problems {
  private S3Problems() {}

  /** A problem of something that was tried, such as "cannot list s3://b/". */
  public static Problem of(String tried, S3Failure failure) {
    return new Problem(code(failure), tried + ": " + failure.getMessage(), failure.hint());
  }

  /** The exit code of it. */
  public static ExitCode code(S3Failure failure) {
    return switch (failure.kind()) {
      case DENIED -> ExitCode.AUTH;
      case PASSING, UNREACHED -> ExitCode.NETWORK;
      case MISSING, CHANGED, REFUSED -> ExitCode.INPUT;
    };
  }
}
