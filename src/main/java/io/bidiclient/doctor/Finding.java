package io.bidiclient.doctor;

import io.bidiclient.problem.ExitCode;

/**
 * What one check of the doctor found.
 *
 * @param check the check's name, one word
 * @param grade how good it is
 * @param message what was seen
 * @param hint one thing to do; empty where all is well
 * @param code what a failure exits with; {@link ExitCode#OK} for everything else
 */
public record Finding(String check, Grade grade, String message, String hint, ExitCode code) {
  /** How good a finding is. */
  enum Grade {
    /** As it should be. */
    OK,
    /** Not looked at, since something before it failed or it is not needed. */
    SKIP,
    /** Some uses suffer. */
    WARN,
    /** A transcript cannot come. */
    FAIL
  }

  static Finding ok(String check, String message) {
    return new Finding(check, Grade.OK, message, "", ExitCode.OK);
  }

  public static Finding skip(String check, String why) {
    return new Finding(check, Grade.SKIP, why, "", ExitCode.OK);
  }

  static Finding warn(String check, String message, String hint) {
    return new Finding(check, Grade.WARN, message, hint, ExitCode.OK);
  }

  public static Finding fail(String check, String message, String hint, ExitCode code) {
    return new Finding(check, Grade.FAIL, message, hint, code);
  }

  /** The same with another thing to do. */
  Finding withHint(String other) {
    return new Finding(check, grade, message, other, code);
  }

  public boolean failed() {
    return grade == Grade.FAIL;
  }
}
