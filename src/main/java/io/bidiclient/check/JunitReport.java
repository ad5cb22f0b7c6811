package io.bidiclient.check;

import io.bidiclient.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** A check's result as JUnit XML: a test case for the transcription, and one for each gate. */
final class JunitReport {
  private static final double NANOS_A_SECOND = 1e9;

  private JunitReport() {}

  static String of(CheckResult result) {
    String input = result.report().input();
    List<Problem> problems = result.report().problems();
    List<JunitXml.Case> cases = new ArrayList<>();
    cases.add(
        problems.isEmpty()
            ? JunitXml.Case.passed(input, "transcription")
            : JunitXml.Case.error(input, "transcription", problems.get(0).message()));
    result.gates().forEach(gate -> cases.add(JunitXml.Case.of(input, gate.name(), gate)));
    return JunitXml.of("bidi-client check", cases, result.report().summary().at() / NANOS_A_SECOND);
  }
}
