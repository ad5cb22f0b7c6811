package io.bidiclient.check;

import io.bidiclient.text.PrintableText;
import java.util.List;
import java.util.Locale;

/** JUnit XML: one test suite. */
public final class JunitXml {
  private JunitXml() {}

  /** How a test case ended. */
  enum Ending {
    PASSED,
    FAILURE,
    ERROR
  }

  /**
   * A test case.
   *
   * @param classname what was tested
   * @param name by what
   * @param message why it did not pass; empty where it did
   */
  public record Case(String classname, String name, Ending ending, String message) {
    /** One that passed. */
    static Case passed(String classname, String name) {
      return new Case(classname, name, Ending.PASSED, "");
    }

    /** One that could not be run. */
    public static Case error(String classname, String name, String message) {
      return new Case(classname, name, Ending.ERROR, message);
    }

    /** A gate. */
    public static Case of(String classname, String name, Gate gate) {
      return gate.passed()
          ? passed(classname, name)
          : new Case(classname, name, Ending.FAILURE, gate.finding());
    }
  }

  /** The document. */
  public static String of(String suite, List<Case> cases, double seconds) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" time=\"%.3f\">%n",
            escape(suite),
            cases.size(),
            count(cases, Ending.FAILURE),
            count(cases, Ending.ERROR),
            seconds));
    cases.forEach(one -> xml.append(element(one)));
    return xml.append("</testsuite>\n").toString();
  }

  private static long count(List<Case> cases, Ending ending) {
    return cases.stream().filter(one -> one.ending() == ending).count();
  }

  private static String element(Case one) {
    String head =
        "  <testcase classname=\""
            + escape(one.classname())
            + "\" name=\""
            + escape(one.name())
            + "\"";
    if (one.ending() == Ending.PASSED) {
      return head + "/>\n";
    }
    String name = one.ending().name().toLowerCase(Locale.ROOT);
    return head + "><" + name + " message=\"" + escape(one.message()) + "\"/></testcase>\n";
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
