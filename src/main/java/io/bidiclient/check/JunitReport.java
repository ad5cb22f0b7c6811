package io.bidiclient.check;

import io.bidiclient.problem.Problem;
import io.bidiclient.text.PrintableText;
import java.util.List;
import java.util.Locale;

/** A check's result as JUnit XML: a test case for the transcription, and one for each gate. */
final class JunitReport {
  private static final double NANOS_A_SECOND = 1e9;

  private JunitReport() {}

  static String of(CheckResult result) {
    List<Problem> problems = result.report().problems();
    List<Gate> gates = result.gates();
    long failed = gates.stream().filter(gate -> !gate.passed()).count();
    double seconds = result.report().summary().at() / NANOS_A_SECOND;
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"bidi-client check\" tests=\"%d\" failures=\"%d\" errors=\"%d\""
                + " time=\"%.3f\">%n",
            gates.size() + 1,
            failed,
            problems.isEmpty() ? 0 : 1,
            seconds));
    String error = problems.isEmpty() ? "" : element("error", problems.get(0).message());
    xml.append(testCase(result.report().input(), "transcription", error));
    for (Gate gate : gates) {
      String failure = gate.passed() ? "" : element("failure", gate.finding());
      xml.append(testCase(result.report().input(), gate.name(), failure));
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static String testCase(String input, String name, String inside) {
    String head = "  <testcase classname=\"" + escape(input) + "\" name=\"" + escape(name) + "\"";
    return inside.isEmpty() ? head + "/>\n" : head + ">" + inside + "</testcase>\n";
  }

  private static String element(String name, String message) {
    return "<" + name + " message=\"" + escape(message) + "\"/>";
  }

  /** Escapes mark-up, and replaces what XML 1.0 cannot hold. */
  private static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    PrintableText.transcript(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n' -> safe.append("&#10;");
                case '\t' -> safe.append("&#9;");
                default -> safe.appendCodePoint(c == 0xfffe || c == 0xffff ? 0xfffd : c);
              }
            });
    return safe.toString();
  }
}
