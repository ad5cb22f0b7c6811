package io.bidiclient.cli.option;

import io.bidiclient.cli.value.Durations;
import io.bidiclient.endpoint.job.DeploySettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What the stack is made with. What is not given stays as the stack has it. */
@Command(description = "Model and instances")
public final class DeployOptions {
  private static final Pattern S3 = Pattern.compile("s3://([a-z0-9.-]+)/([^/].*/)?");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--image",
      paramLabel = "URI",
      description = "Container image in ECR; required for a new stack.")
  private Optional<String> image;

  @Option(
      names = "--cuda",
      paramLabel = "12|13",
      description = "CUDA version of the image (default: read from its tag).")
  private Optional<String> cuda;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      description = "Name of the endpoint (default: voxtral-realtime).")
  private Optional<String> endpoint;

  @Option(
      names = "--model-id",
      paramLabel = "ID",
      description = "Model on the Hugging Face hub; clients ask for it by this name.")
  private Optional<String> modelId;

  @Option(
      names = "--model-data",
      paramLabel = "S3-URI",
      description = "Read the model from s3://BUCKET/PREFIX/ instead of the hub.")
  private Optional<String> modelData;

  @Option(
      names = "--hub-token",
      paramLabel = "TOKEN",
      description =
          "Token for the hub. BIDI_HUB_TOKEN is safer: it is not visible in the process list.")
  private Optional<String> hubToken;

  @Option(
      names = "--instance-type",
      paramLabel = "TYPE",
      description = "Instance type (default: ml.g6.4xlarge).")
  private Optional<String> instanceType;

  @Option(
      names = "--min-instances",
      paramLabel = "N",
      description = "Fewest instances (default: 1).")
  private Optional<Integer> minInstances;

  @Option(names = "--max-instances", paramLabel = "N", description = "Most instances (default: 2).")
  private Optional<Integer> maxInstances;

  @Option(
      names = "--streams-per-instance",
      paramLabel = "N",
      description = "Streams per instance that scaling aims for (default: 3).")
  private Optional<Integer> streamsPerInstance;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "Any other parameter of the template; repeatable.")
  private Map<String, String> others = new LinkedHashMap<>();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description =
          "Environment variable of the container; repeatable. An update replaces them all.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "Tag for the stack and everything in it; repeatable.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "Have the stack delete itself after this time, such as 4h; off for never.")
  private Optional<String> life;

  @Option(
      names = "--price",
      paramLabel = "AMOUNT",
      description = "Price of one instance per hour, to show the cost.")
  private Optional<BigDecimal> price;

  /** All of it, as the job takes it. */
  public DeploySettings settings(boolean agreed) {
    return new DeploySettings(parameters(), tags, price, life.map(this::duration), agreed);
  }

  private Duration duration(String text) {
    try {
      return text.equals("off") ? Duration.ZERO : Durations.parse(text);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>(others);
    image.ifPresent(value -> all.put("ImageUri", value));
    cuda.ifPresent(value -> all.put("Cuda", known(value)));
    endpoint.ifPresent(value -> all.put("EndpointName", value));
    modelId.ifPresent(value -> all.put("ModelId", value));
    modelData.ifPresent(value -> putModelData(all, value));
    hubToken.ifPresent(value -> all.put("HubToken", value));
    instanceType.ifPresent(value -> all.put("InstanceType", value));
    minInstances.ifPresent(value -> all.put("MinInstances", value.toString()));
    maxInstances.ifPresent(value -> all.put("MaxInstances", value.toString()));
    streamsPerInstance.ifPresent(value -> all.put("StreamsPerInstance", value.toString()));
    if (!variables.isEmpty()) {
      all.put("Variables", lines());
    }
    return all;
  }

  private String known(String version) {
    if (!version.equals("12") && !version.equals("13")) {
      throw new ParameterException(spec.commandLine(), "--cuda takes 12 or 13");
    }
    return version;
  }

  /** A line for each variable, as the container's entry point reads them. */
  private String lines() {
    if (variables.values().stream().anyMatch(value -> value.contains("\n"))) {
      throw new ParameterException(spec.commandLine(), "--env takes no value with a line end");
    }
    return variables.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  private void putModelData(Map<String, String> all, String uri) {
    Matcher parts = S3.matcher(uri);
    if (!parts.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--model-data takes s3://BUCKET/PREFIX/ with a slash at the end");
    }
    all.put("ModelBucket", parts.group(1));
    all.put("ModelPrefix", Optional.ofNullable(parts.group(2)).orElse(""));
  }
}
