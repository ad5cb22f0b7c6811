package io.bidiclient.doctor;

import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.text.PrintableText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the doctor found, as text. */
public record DoctorReport(List<Finding> findings) {
  /** The gravest failure's code. */
  public ExitCode code() {
    return findings.stream()
        .map(Finding::code)
        .max(Comparator.comparingInt(ExitCode::code))
        .orElse(ExitCode.OK);
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          String.format(
              "%-6s%-12s%s%n",
              grade(finding), finding.check(), PrintableText.line(finding.message())));
      if (!finding.hint().isEmpty()) {
        text.append(String.format("%-18sdo: %s%n", "", PrintableText.line(finding.hint())));
      }
    }
    return text.toString();
  }

  /** One object and an end of line. */
  public String json() {
    return JsonText.line(
        json -> {
          json.number("exit", code().code());
          json.objects("checks", findings, finding -> each -> fields(each, finding));
        });
  }

  private static void fields(JsonBody json, Finding finding) {
    json.text("check", finding.check());
    json.text("grade", grade(finding));
    json.text("message", finding.message());
    json.text("hint", finding.hint());
  }

  private static String grade(Finding finding) {
    return finding.grade().name().toLowerCase(Locale.ROOT);
  }
}
