package io.bidiclient.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.io.IOException;
import java.io.StringWriter;

/** A check's result as one JSON object on one line. */
final class CheckJson {
  private CheckJson() {}

  static String of(CheckResult result) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("v", 1);
      json.writeStringField("input", result.report().input());
      json.writeBooleanField("passed", result.code() == ExitCode.OK);
      json.writeNumberField("code", result.code().code());
      json.writeStringField("text", result.text());
      if (result.words().isPresent()) {
        json.writeNumberField("wer", result.words().get().rate());
      }
      if (result.characters().isPresent()) {
        json.writeNumberField("cer", result.characters().get().rate());
      }
      json.writeArrayFieldStart("gates");
      for (Gate gate : result.gates()) {
        json.writeStartObject();
        json.writeStringField("name", gate.name());
        json.writeBooleanField("passed", gate.passed());
        json.writeStringField("finding", gate.finding());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("problems");
      for (Problem problem : result.report().problems()) {
        json.writeString(problem.message());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }
}
