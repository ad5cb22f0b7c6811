package io.bidiclient.run.settings;

import io.bidiclient.emulator.config.BuiltInModel;
import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.transcript.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which server audio is streamed to, and how it is reached.
 *
 * @param endpoint name of the SageMaker endpoint
 * @param region AWS region; AWS's own chain decides when absent
 * @param profile profile of the AWS configuration files
 * @param endpointUrl another service URL than the region's
 * @param targetVariant production variant of the endpoint
 * @param modelPath path on the container
 * @param webSocket the WebSocket server to use in place of SageMaker
 * @param apiKey key of that server
 * @param caFile PEM file with the only certificates to trust
 * @param model name to ask for first
 * @param dialect the event names that the server uses
 * @param local what listens in the emulator in this process, where that is used
 * @param modelCommand program that transcribes behind that emulator, in place of its own model
 */
public record EndpointSettings(
    String endpoint,
    Optional<String> region,
    Optional<String> profile,
    Optional<URI> endpointUrl,
    Optional<String> targetVariant,
    Optional<String> modelPath,
    Optional<URI> webSocket,
    Optional<String> apiKey,
    Optional<Path> caFile,
    String model,
    Dialect dialect,
    Optional<BuiltInModel> local,
    Optional<String> modelCommand) {
  /** How long a program may take for its first word, and for its last after the audio's end. */
  public static final Duration PROGRAM_PATIENCE = Duration.ofMinutes(10);

  /** The server as outputs name it. */
  public Target target() {
    return webSocket
        .map(server -> new Target("url", withoutSecrets(server)))
        .orElse(new Target("endpoint", local.isPresent() ? "emulator" : endpoint));
  }

  /** Whether SageMaker itself is used: no WebSocket and no emulator. */
  public boolean isAws() {
    return local.isEmpty() && webSocket.isEmpty();
  }

  /** What each session needs to know. */
  public SessionSettings session(Timeouts timeouts) {
    Timeouts patient = modelCommand.isPresent() ? patient(timeouts) : timeouts;
    return SessionSettings.of(target().label(), model, patient).withDialect(dialect);
  }

  /** A program may read all before it answers: what was not set otherwise is long. */
  private static Timeouts patient(Timeouts timeouts) {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(
        timeouts.connect(),
        timeouts.session(),
        timeouts.firstDelta().equals(usual.firstDelta()) ? PROGRAM_PATIENCE : timeouts.firstDelta(),
        timeouts.stall(),
        timeouts.done().equals(usual.done()) ? PROGRAM_PATIENCE : timeouts.done());
  }

  /**
   * Another server that is reached in the same way.
   *
   * @param other an endpoint's name, a URL, {@code variant=NAME} or {@code model=NAME}
   * @throws IllegalArgumentException where it is none of these; the message says so to a person
   */
  public EndpointSettings against(String other) {
    String value = other.substring(other.indexOf('=') + 1);
    if (value.isBlank()) {
      throw new IllegalArgumentException("'" + other + "' names nothing");
    }
    if (other.startsWith("variant=")) {
      return with(endpoint, endpointUrl, Optional.of(value), webSocket, model);
    }
    if (other.startsWith("model=")) {
      return with(endpoint, endpointUrl, targetVariant, webSocket, value);
    }
    if (other.matches("(?i)wss?://.+")) {
      return with(endpoint, endpointUrl, targetVariant, Optional.of(URI.create(other)), model);
    }
    if (other.matches("(?i)https?://.+")) {
      URI url = URI.create(other);
      return with(endpoint, Optional.of(url), targetVariant, Optional.empty(), model);
    }
    return with(other, endpointUrl, Optional.empty(), Optional.empty(), model);
  }

  /** What tells it from another one that is reached in the same way. */
  public String nameBeside(EndpointSettings first) {
    if (!model.equals(first.model)) {
      return "model " + model;
    }
    if (!targetVariant.equals(first.targetVariant) && targetVariant.isPresent()) {
      return "variant " + targetVariant.get();
    }
    return endpointUrl.equals(first.endpointUrl)
        ? target().label()
        : "URL " + endpointUrl.map(EndpointSettings::withoutSecrets).orElse("");
  }

  /** The key stays with the server that it was given for. */
  private EndpointSettings with(
      String name,
      Optional<URI> url,
      Optional<String> variant,
      Optional<URI> socket,
      String modelName) {
    boolean here = name.equals(endpoint) && url.equals(endpointUrl) && socket.equals(webSocket);
    boolean sameServer = socket.map(URI::getAuthority).equals(webSocket.map(URI::getAuthority));
    return new EndpointSettings(
        name,
        region,
        profile,
        url,
        variant,
        modelPath,
        socket,
        sameServer ? apiKey : Optional.empty(),
        caFile,
        modelName,
        dialect,
        here ? local : Optional.empty(),
        here ? modelCommand : Optional.empty());
  }

  /** Keys hide in user names and queries. */
  private static String withoutSecrets(URI server) {
    String port = server.getPort() < 0 ? "" : ":" + server.getPort();
    return server.getScheme() + "://" + server.getHost() + port + server.getPath();
  }
}
