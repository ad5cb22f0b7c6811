package io.bidiclient.bench.report;

import io.bidiclient.check.Gate;
import io.bidiclient.check.JunitXml;
import io.bidiclient.text.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The report as JUnit XML: a test case for each gate of each step; an invalid step is an error. */
final class BenchJunit {
  private BenchJunit() {}

  static String of(BenchReport report) {
    List<JunitXml.Case> cases = new ArrayList<>();
    double seconds = 0;
    for (BenchReport.GatedStep step : report.steps()) {
      String name = Quantity.of(step.result().streams(), "stream");
      seconds += step.result().seconds();
      if (!step.isValid()) {
        cases.add(
            JunitXml.Case.error(report.target(), name, String.join(", ", step.result().invalid())));
        continue;
      }
      for (Gate gate : step.gates()) {
        cases.add(JunitXml.Case.of(report.target(), name + ": " + gate.name(), gate));
      }
    }
    return JunitXml.of("bidi-client bench", cases, seconds);
  }
}
