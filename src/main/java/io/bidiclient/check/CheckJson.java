package io.bidiclient.check;

import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;

/** A check's result as one JSON object on one line. */
final class CheckJson {
  private CheckJson() {}

  static String of(CheckResult result) {
    return JsonText.line(
        json -> {
          json.number("v", 1);
          json.text("input", result.report().input());
          json.flag("passed", result.code() == ExitCode.OK);
          json.number("code", result.code().code());
          json.text("text", result.text());
          result.words().ifPresent(words -> json.number("wer", words.rate()));
          result.characters().ifPresent(all -> json.number("cer", all.rate()));
          json.objects("gates", result.gates(), gate -> each -> fields(each, gate));
          json.texts(
              "problems", result.report().problems().stream().map(Problem::message).toList());
        });
  }

  private static void fields(JsonBody json, Gate gate) {
    json.text("name", gate.name());
    json.flag("passed", gate.passed());
    json.text("finding", gate.finding());
  }
}
