package io.bidiclient.endpoint;

import io.bidiclient.endpoint.SignedJson.Service;
import io.bidiclient.json.JsonFields;
import io.bidiclient.json.JsonText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Asks SageMaker and CloudWatch how an endpoint is. Blocks; safe for use from many threads. */
public final class EndpointProbe {
  /** Metrics come late; what is older is not "now". */
  private static final Duration NOW = Duration.ofMinutes(3);

  private final SignedJson aws;

  /** A way to AWS; nothing is sent yet. */
  public EndpointProbe(AwsAccess access) {
    this.aws = new SignedJson(access.withoutUrl());
  }

  /** The endpoint as it is now; empty where there is none of that name. */
  public Optional<HostedEndpoint> look(String name) throws StackException {
    try {
      return Optional.of(
          read(
              name,
              aws.call(
                  Service.SAGEMAKER,
                  "DescribeEndpoint",
                  JsonText.object(json -> json.text("EndpointName", name)),
                  "cannot describe the endpoint " + name)));
    } catch (StackException e) {
      if (e.getMessage().contains("Could not find endpoint")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Live streams on the endpoint's busiest instance; empty where CloudWatch has no figure yet. */
  public Optional<Integer> streams(String name, Instant now) throws StackException {
    List<JsonFields> dimensions =
        List.of(dimension("EndpointName", name), dimension("VariantName", "primary"));
    String body =
        JsonText.object(
            json -> {
              json.text("Namespace", "AWS/SageMaker");
              json.text("MetricName", "ConcurrentRequestsPerModel");
              json.objects("Dimensions", dimensions, dimension -> dimension);
              json.number("StartTime", now.minus(NOW).getEpochSecond());
              json.number("EndTime", now.getEpochSecond());
              json.number("Period", 60);
              json.texts("Statistics", List.of("Maximum"));
            });
    JsonNode answer =
        aws.call(
            Service.CLOUDWATCH,
            "GetMetricStatistics",
            body,
            "cannot read the metrics of the endpoint " + name);
    return list(answer, "Datapoints").stream()
        .max((one, other) -> time(one).compareTo(time(other)))
        .flatMap(point -> SignedJson.field(point, "Maximum"))
        .map(value -> new BigDecimal(value).intValue());
  }

  private static JsonFields dimension(String name, String value) {
    return json -> {
      json.text("Name", name);
      json.text("Value", value);
    };
  }

  private static HostedEndpoint read(String name, JsonNode json) {
    Optional<Integer> instances =
        list(json, "ProductionVariants").stream()
            .findFirst()
            .flatMap(variant -> SignedJson.field(variant, "CurrentInstanceCount"))
            .map(Integer::valueOf);
    return new HostedEndpoint(
        name,
        SignedJson.field(json, "EndpointStatus").orElse("unknown"),
        SignedJson.field(json, "FailureReason").map(AwsErrors::oneLine),
        instances,
        SignedJson.field(json, "CreationTime").map(EndpointProbe::instant));
  }

  private static Instant time(JsonNode point) {
    return SignedJson.field(point, "Timestamp").map(EndpointProbe::instant).orElse(Instant.EPOCH);
  }

  /** AWS writes times as seconds since 1970 with a fraction. */
  private static Instant instant(String seconds) {
    return Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue());
  }

  private static List<JsonNode> list(JsonNode json, String name) {
    return json.isObject()
        ? json.field(name).filter(JsonNode::isArray).map(JsonNode::asArray).orElse(List.of())
        : List.of();
  }
}
