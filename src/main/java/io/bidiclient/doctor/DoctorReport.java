package io.bidiclient.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.problem.ExitCode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
          String.format("%-6s%-12s%s%n", grade(finding), finding.check(), finding.message()));
      if (!finding.hint().isEmpty()) {
        text.append(String.format("%-18sdo: %s%n", "", finding.hint()));
      }
    }
    return text.toString();
  }

  /** One object and an end of line. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("exit", code().code());
      json.writeArrayFieldStart("checks");
      for (Finding finding : findings) {
        json.writeStartObject();
        json.writeStringField("check", finding.check());
        json.writeStringField("grade", grade(finding));
        json.writeStringField("message", finding.message());
        json.writeStringField("hint", finding.hint());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static String grade(Finding finding) {
    return finding.grade().name().toLowerCase(Locale.ROOT);
  }
}
