package io.bidiclient.cli.option;

import io.bidiclient.cli.value.BuiltInModelReader;
import io.bidiclient.emulator.config.BuiltInModel;
import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.TransportException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which endpoint to speak to. */
@Command(description = "Endpoint")
public final class EndpointOptions {
  /** SageMaker's own rule for names of endpoints and variants. */
  static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");

  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z0-9]+)*-[0-9]+");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      defaultValue = "voxtral-realtime",
      description = "Name of the SageMaker endpoint (default: ${DEFAULT-VALUE}).")
  private String endpoint;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "AWS region (default: from the environment or the profile).")
  private Optional<String> region;

  @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile to use.")
  private Optional<String> profile;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Service URL instead of AWS's; http:// means HTTP/2 without TLS.")
  private Optional<URI> endpointUrl;

  @Option(
      names = "--target-variant",
      paramLabel = "NAME",
      description = "Send to this production variant.")
  private Optional<String> targetVariant;

  @Option(
      names = "--model-path",
      paramLabel = "PATH",
      description =
          "Path that SageMaker opens on the container, such as v1/realtime (default: SageMaker's own).")
  private Optional<String> modelPath;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Connect to vLLM directly, without SageMaker:" + " ws://HOST:PORT/v1/realtime or wss://.")
  private Optional<URI> url;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description =
          "API key for --url. VLLM_API_KEY is safer: it is not visible in the process list.")
  private Optional<String> apiKey;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Trust only the certificates in this PEM file.")
  private Optional<Path> caFile;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = SessionSettings.DEFAULT_MODEL,
      description = "Model name to request first.")
  private String model;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "Event names of the server: vllm, openai, or auto to detect them (default:"
              + " ${DEFAULT-VALUE}).")
  private Dialect dialect;

  @Option(
      names = "--local",
      paramLabel = "MODEL",
      arity = "0..1",
      fallbackValue = "speech",
      preprocessor = BuiltInModelReader.NameOrInput.class,
      converter = BuiltInModelReader.class,
      description =
          "Use the built-in emulator, without AWS: --local recognises English on this machine,"
              + " --local=morse reads Morse code.")
  private Optional<BuiltInModel> local;

  @Option(
      names = "--model-command",
      paramLabel = "COMMAND",
      description =
          "With --local, let a program transcribe: 16 kHz s16le on its stdin, text on its stdout.")
  private Optional<String> modelCommand;

  /** The options as settings; combinations that make no sense are refused. */
  public EndpointSettings settings() {
    check();
    return new EndpointSettings(
        endpoint,
        region,
        profile,
        endpointUrl,
        targetVariant,
        modelPath,
        webSocket(),
        apiKey,
        caFile,
        model,
        dialect,
        local,
        local.flatMap(emulator -> modelCommand));
  }

  /** What the environment set gives way to what the command line says. */
  private void check() {
    matches("--endpoint", endpoint, NAME, "a name of letters, digits and hyphens");
    targetVariant.ifPresent(
        name -> matches("--target-variant", name, NAME, "a name of letters, digits and hyphens"));
    region.ifPresent(name -> matches("--region", name, REGION, "a region such as us-east-1"));
    if (caFile.isPresent()) {
      checkCertificates(caFile.get());
    }
    if (local.isPresent()) {
      exclude("--local", "--endpoint", "--endpoint-url", "--target-variant", "--url");
    }
    if (isGiven("--model-command") && local.isEmpty()) {
      throw usage("--model-command needs --local");
    }
    if (isGiven("--url")) {
      exclude("--url", "--endpoint", "--endpoint-url", "--target-variant", "--model-path");
    }
    if (url.isEmpty() && isGiven("--api-key")) {
      throw usage("--api-key is for a server at --url");
    }
    if (modelPath.filter(path -> path.startsWith("/") || path.length() > 100).isPresent()) {
      throw usage("--model-path takes at most 100 characters and no leading slash");
    }
    endpointUrl.ifPresent(this::checkUrl);
    url.ifPresent(this::checkWebSocketUrl);
  }

  /** The WebSocket to speak to, if that is what was asked for; the environment's gives way. */
  private Optional<URI> webSocket() {
    boolean endpoint = isGiven("--endpoint") || isGiven("--endpoint-url");
    return url.filter(any -> isGiven("--url") || !endpoint);
  }

  private void matches(String option, String value, Pattern form, String what) {
    if (!form.matcher(value).matches()) {
      throw usage(option + " takes " + what + ", not '" + value + "'");
    }
  }

  private void checkCertificates(Path file) {
    try {
      var unused = PemTrust.managers(file);
    } catch (TransportException e) {
      throw usage("--ca-file: " + e.getMessage());
    }
  }

  private void exclude(String option, String... others) {
    for (String other : others) {
      if (isGiven(other)) {
        throw usage(option + " and " + other + " cannot be combined");
      }
    }
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void checkWebSocketUrl(URI given) {
    boolean socket = "ws".equals(given.getScheme()) || "wss".equals(given.getScheme());
    if (!socket || given.getHost() == null || !isPort(given.getPort())) {
      throw usage("--url takes ws://HOST:PORT/PATH or wss://HOST:PORT/PATH, not '" + given + "'");
    }
  }

  private void checkUrl(URI given) {
    boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
    if (!http || given.getHost() == null || !isPort(given.getPort())) {
      throw usage(
          "--endpoint-url takes http://HOST:PORT or https://HOST:PORT, not '" + given + "'");
    }
  }

  /** Java's URLs take any number for a port, and -1 where there is none. */
  private static boolean isPort(int number) {
    return number == -1 || (number > 0 && number <= 65_535);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
