package io.bidiclient.check;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.events.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param report of the transcription
 * @param text the transcript
 * @param words against the reference's, where there is one
 * @param characters against the reference's, where there is one
 * @param gates the conditions, in the order in which they are told
 */
record CheckResult(
    RunReport report,
    String text,
    Optional<Alignment> words,
    Optional<Alignment> characters,
    List<Gate> gates) {
  /** The transcription's code where it failed, or else whether all gates hold. */
  ExitCode code() {
    if (report.code() != ExitCode.OK) {
      return report.code();
    }
    return gates.stream().allMatch(Gate::passed) ? ExitCode.OK : ExitCode.CHECK;
  }
}
