package io.bidiclient.endpoint;

import io.bidiclient.endpoint.SignedJson.AwsService;
import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
                  AwsService.SAGEMAKER,
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
    List<JsonBody.Fields> dimensions =
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
    JsonObject answer =
        aws.call(
            AwsService.CLOUDWATCH,
            "GetMetricStatistics",
            body,
            "cannot read the metrics of the endpoint " + name);
    return answer.objects("Datapoints").stream()
        .max(Comparator.comparing(EndpointProbe::time))
        .flatMap(point -> point.number("Maximum"))
        .map(Double::intValue);
  }

  private static JsonBody.Fields dimension(String name, String value) {
    return json -> {
      json.text("Name", name);
      json.text("Value", value);
    };
  }

  private static HostedEndpoint read(String name, JsonObject json) {
    Optional<Integer> instances =
        json.objects("ProductionVariants").stream()
            .findFirst()
            .flatMap(variant -> variant.whole("CurrentInstanceCount"))
            .map(Long::intValue);
    return new HostedEndpoint(
        name,
        json.text("EndpointStatus").orElse("unknown"),
        json.text("FailureReason").map(AwsErrors::oneLine),
        instances,
        json.number("CreationTime").map(EndpointProbe::instant));
  }

  private static Instant time(JsonObject point) {
    return point.number("Timestamp").map(EndpointProbe::instant).orElse(Instant.EPOCH);
  }

  /** AWS writes times as seconds since 1970 with a fraction, of which milliseconds count. */
  private static Instant instant(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1_000));
  }
}
