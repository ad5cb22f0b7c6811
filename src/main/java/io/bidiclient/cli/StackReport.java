package io.bidiclient.cli;

import io.bidiclient.endpoint.StackState;
import io.bidiclient.json.JsonText;
import io.bidiclient.text.PrintableText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stack's state as text.
 *
 * @param stack the stack's name
 * @param state what AWS says of it
 * @param price of one instance an hour, in whatever currency it was given
 * @param now the time that ages are counted to
 */
record StackReport(String stack, StackState state, Optional<BigDecimal> price, Instant now) {
  private static final int HOURS_A_DAY = 24;

  /** A line for each thing, for a person. */
  String table() {
    StringBuilder text = new StringBuilder();
    line(text, "stack", stack + "  " + state.status());
    state.reason().ifPresent(why -> line(text, "reason", why));
    line(text, "endpoint", state.endpointName());
    line(text, "instances", instances());
    line(text, "created", age(state.created()));
    state.updated().ifPresent(at -> line(text, "updated", age(at)));
    line(text, "log group", logGroup());
    Optional.ofNullable(state.outputs().get("DashboardUrl"))
        .ifPresent(url -> line(text, "dashboard", url));
    line(text, "cost", cost());
    return text.toString();
  }

  /** One JSON object and an end of line. */
  String json() {
    return JsonText.line(
        json -> {
          json.text("stack", stack);
          json.text("status", state.status());
          json.text("reason", state.reason());
          json.text("endpoint", state.endpointName());
          json.text("instance_type", parameter("InstanceType"));
          json.number("min_instances", number("MinInstances"));
          json.number("max_instances", number("MaxInstances"));
          json.text("created", state.created().toString());
          json.text("updated", state.updated().map(Instant::toString));
          json.number("age_seconds", Duration.between(state.created(), now).toSeconds());
          json.text("log_group", logGroup());
          if (price.isPresent()) {
            json.number("cost_per_day_min", perDay("MinInstances"));
            json.number("cost_per_day_max", perDay("MaxInstances"));
          }
        });
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-11s%s%n", name, PrintableText.line(value)));
  }

  private String instances() {
    return number("MinInstances")
        + " to "
        + number("MaxInstances")
        + " of "
        + parameter("InstanceType");
  }

  private String cost() {
    return price
        .map(
            each ->
                perDay("MinInstances").toPlainString()
                    + " to "
                    + perDay("MaxInstances").toPlainString()
                    + " a day at "
                    + each.toPlainString()
                    + " an hour each, used or not")
        .orElse("instances are billed until `endpoint delete`, used or not; see --price");
  }

  private BigDecimal perDay(String instances) {
    return price
        .orElseThrow()
        .multiply(BigDecimal.valueOf(HOURS_A_DAY))
        .multiply(BigDecimal.valueOf(number(instances)));
  }

  private String age(Instant at) {
    Duration age = Duration.between(at, now);
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h ago";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min ago";
    }
    return age.toMinutes() + " min ago";
  }

  private String logGroup() {
    return "/aws/sagemaker/Endpoints/" + state.endpointName();
  }

  private String parameter(String name) {
    return state.parameters().getOrDefault(name, "");
  }

  /** CloudFormation gives back what it took, so a number it is. */
  private int number(String name) {
    String text = parameter(name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
