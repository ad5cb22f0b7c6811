package io.bidiclient.bench.report;

import io.bidiclient.check.JunitXml;
import io.bidiclient.text.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The report as JUnit XML: a test case for each gate of each step; an invalid step is an error. */
final class BenchJunit {
  private BenchJunit() {}

  static String of(BenchReport report) {
    List<JunitXml.Case> cases = new ArrayList<>();
    report.steps().forEach(step -> cases.addAll(cases(report.target(), step)));
    report.others().forEach(step -> cases.addAll(cases(report.otherTarget(), step)));
    double seconds = report.steps().stream().mapToDouble(step -> step.result().seconds()).sum();
    return JunitXml.of("bidi-client bench", cases, seconds);
  }

  private static List<JunitXml.Case> cases(String target, BenchReport.GatedStep step) {
    String name = Quantity.of(step.result().streams(), "stream");
    if (!step.isValid()) {
      return List.of(JunitXml.Case.error(target, name, String.join(", ", step.result().invalid())));
    }
    return step.gates().stream()
        .map(gate -> JunitXml.Case.of(target, name + ": " + gate.name(), gate))
        .toList();
  }
}
