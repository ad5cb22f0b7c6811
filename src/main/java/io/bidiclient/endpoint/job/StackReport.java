package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.HostedEndpoint;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.endpoint.StackStatus.Bill;
import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import io.bidiclient.text.PrintableText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** A stack and its endpoint as text. */
public final class StackReport {
  private final StackSight sight;
  private final StackState state;
  private final InstanceBill bill;

  /** The report of what was seen. */
  public StackReport(StackSight sight) {
    this.sight = sight;
    this.state = sight.state();
    this.bill = InstanceBill.of(state, sight.price());
  }

  /** A line for each thing, for a person. */
  public String table() {
    StringBuilder text = new StringBuilder();
    line(text, "stack", state.place().name() + "  " + state.words());
    line(
        text,
        "where",
        state.place().region() + state.place().account().map(id -> ", account " + id).orElse(""));
    state.reason().ifPresent(why -> line(text, "reason", why));
    line(text, "endpoint", state.endpointName() + "  " + endpoint());
    sight.endpoint().flatMap(HostedEndpoint::failure).ifPresent(why -> line(text, "failure", why));
    line(text, "instances", live().map(now -> now + " now, ").orElse("") + bill.instances());
    sight.streams().ifPresent(now -> line(text, "streams", now + " on the busiest instance"));
    line(text, "created", age(state.created()) + " ago");
    state.updated().ifPresent(at -> line(text, "updated", age(at) + " ago"));
    end().ifPresent(at -> line(text, "ends", ending(at)));
    line(text, "log group", logGroup());
    Optional.ofNullable(state.outputs().get("DashboardUrl"))
        .ifPresent(url -> line(text, "dashboard", url));
    line(text, "cost", cost());
    return text.toString();
  }

  /** One JSON object and an end of line. */
  public String json() {
    return JsonText.line(this::write);
  }

  private void write(JsonBody json) {
    json.text("stack", state.place().name());
    json.text("region", state.place().region());
    json.text("account", state.place().account());
    json.text("status", state.words());
    json.text("reason", state.reason());
    json.text("endpoint", state.endpointName());
    json.text("endpoint_status", endpoint());
    json.text("endpoint_failure", sight.endpoint().flatMap(HostedEndpoint::failure));
    json.text("instance_type", bill.type());
    json.number("min_instances", bill.least());
    json.number("max_instances", bill.most());
    live().ifPresent(now -> json.number("instances", now));
    sight.streams().ifPresent(now -> json.number("streams", now));
    json.text("created", state.created().toString());
    json.text("updated", state.updated().map(Instant::toString));
    json.number("age_seconds", sinceCreated().toSeconds());
    json.text("delete_at", end().map(Instant::toString));
    json.text("log_group", logGroup());
    json.text("billed", billed().name().toLowerCase(Locale.ROOT));
    if (sight.price().isPresent() && billed() != Bill.NO) {
      BigDecimal each = sight.price().get();
      json.number("spent", spent(each));
      json.number("cost_per_day_min", InstanceBill.day(bill.least(), each));
      json.number("cost_per_day_max", InstanceBill.day(bill.most(), each));
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-11s%s%n", name, PrintableText.line(value)));
  }

  private String endpoint() {
    return sight
        .endpoint()
        .map(HostedEndpoint::status)
        .orElse(sight.endpointKnown() ? "none" : "unknown: it cannot be read");
  }

  private Optional<Integer> live() {
    return sight.endpoint().flatMap(HostedEndpoint::instances);
  }

  /** The endpoint tells it; where it cannot be seen, the stack's status is the best guess. */
  private Bill billed() {
    if (!sight.endpointKnown()) {
      return state.status().bill();
    }
    return sight.endpoint().isPresent() ? Bill.YES : Bill.NO;
  }

  private String cost() {
    return switch (billed()) {
      case NO -> "nothing is billed: there is no endpoint";
      case MAYBE -> "instances may be billed; see the SageMaker console, or delete the stack";
      case YES -> sight.price().map(this::priced).orElse(unpriced());
    };
  }

  private String unpriced() {
    return "billed until `" + state.place().command("delete") + "`, used or not; see --price";
  }

  private String priced(BigDecimal each) {
    return "about "
        + spent(each).toPlainString()
        + " so far; "
        + bill.rates().orElse("")
        + ", used or not";
  }

  /** As if the instances of now had run all the time: scaling's history is not looked up. */
  private BigDecimal spent(BigDecimal each) {
    Instant since = sight.endpoint().flatMap(HostedEndpoint::created).orElse(state.created());
    return InstanceBill.cost(
        live().orElse(bill.least()), Duration.between(since, sight.now()), each);
  }

  private Optional<Instant> end() {
    String at = state.parameters().getOrDefault("DeleteAt", "");
    try {
      return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at + "Z"));
    } catch (DateTimeParseException e) {
      // Somebody set it by other means; CloudFormation would have refused it.
      return Optional.empty();
    }
  }

  private String ending(Instant at) {
    return sight.now().isBefore(at)
        ? "deletes itself in " + span(Duration.between(sight.now(), at)) + ", at " + at
        : "should have deleted itself at " + at + ": delete it";
  }

  private Duration sinceCreated() {
    return Duration.between(state.created(), sight.now());
  }

  private String age(Instant at) {
    return span(Duration.between(at, sight.now()));
  }

  private static String span(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() + " min";
  }

  private String logGroup() {
    return "/aws/sagemaker/Endpoints/" + state.endpointName();
  }
}
