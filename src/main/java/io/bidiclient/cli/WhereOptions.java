package io.bidiclient.cli;

import io.bidiclient.realtime.SessionSettings;
import io.bidiclient.transcript.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which endpoint to speak to. */
@Command(description = "Where")
final class WhereOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      defaultValue = "voxtral-realtime",
      description = "SageMaker endpoint (default: ${DEFAULT-VALUE}).")
  String endpoint;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "AWS region (default: AWS's own chain).")
  Optional<String> region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile of the AWS configuration files.")
  Optional<String> profile;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Another service URL; http:// speaks HTTP/2 with prior knowledge.")
  Optional<URI> endpointUrl;

  @Option(
      names = "--target-variant",
      paramLabel = "NAME",
      description = "Production variant of the endpoint.")
  Optional<String> targetVariant;

  @Option(
      names = "--model-path",
      paramLabel = "PATH",
      description = "Path on the container, such as v1/realtime (default: SageMaker's).")
  Optional<String> modelPath;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = SessionSettings.DEFAULT_MODEL,
      description = "Model to ask for first.")
  String model;

  @Option(
      names = "--local",
      description = "Use the built-in emulator: no AWS; it reads Morse code, no speech.")
  boolean local;

  /** Where it leads, as outputs name it. */
  Target target() {
    return new Target("endpoint", local ? "emulator" : endpoint);
  }

  /** Refuses combinations that make no sense; what the environment set gives way. */
  void check() {
    List<String> elsewhere = List.of("--endpoint", "--endpoint-url", "--target-variant");
    for (String option : elsewhere) {
      if (local && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw usage("--local and " + option + " exclude each other");
      }
    }
    if (modelPath.filter(path -> path.startsWith("/") || path.length() > 100).isPresent()) {
      throw usage("--model-path takes at most 100 characters and no leading slash");
    }
    endpointUrl.ifPresent(this::checkUrl);
  }

  private void checkUrl(URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw usage("--endpoint-url takes http://HOST:PORT or https://HOST:PORT, not '" + url + "'");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
