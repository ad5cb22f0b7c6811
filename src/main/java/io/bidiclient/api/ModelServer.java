package io.bidiclient.api;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The server that transcribes, and how it is reached. No text form of one shows a secret.
 *
 * <p>Credentials of AWS are found by the AWS SDK's default chain (system properties, environment,
 * web identity, profile, container, instance), unless a program gives its own provider.
 */
public sealed interface ModelServer {
  /** An endpoint of Amazon SageMaker AI in the region that AWS's own settings name. */
  static SageMakerEndpoint sageMaker(String endpoint) {
    return new SageMakerEndpoint(
        endpoint,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A server of vLLM that takes no key. */
  static WebSocketServer webSocket(URI url) {
    return new WebSocketServer(url, Optional.empty());
  }

  /** Morse code in this process: for tests of a program that uses this library. */
  static EmulatedServer emulator() {
    return new EmulatedServer(EmulatedModel.MORSE);
  }

  /**
   * An endpoint of Amazon SageMaker AI.
   *
   * @param endpoint its name
   * @param region its AWS region; AWS's own chain decides when absent
   * @param profile the one profile of the AWS configuration files to take credentials from
   * @param endpointUrl another service URL than the region's; {@code http} is HTTP/2 without TLS
   * @param targetVariant production variant of the endpoint
   * @param modelPath path on the container, such as {@code v1/realtime}; SageMaker's own when
   *     absent
   * @param credentials asked for each session, from any thread, and closed by its owner alone; the
   *     profile, or the default chain, when absent
   */
  record SageMakerEndpoint(
      String endpoint,
      Optional<String> region,
      Optional<String> profile,
      Optional<URI> endpointUrl,
      Optional<String> targetVariant,
      Optional<String> modelPath,
      Optional<AwsCredentialsProvider> credentials)
      implements ModelServer {
    /** Rejects a missing name. */
    public SageMakerEndpoint {
      if (endpoint.isBlank()) {
        throw new IllegalArgumentException("an endpoint needs a name");
      }
      if (profile.isPresent() && credentials.isPresent()) {
        throw new IllegalArgumentException("give a profile or a credentials provider, not both");
      }
    }

    /** The same in a region. */
    public SageMakerEndpoint inRegion(String name) {
      return new SageMakerEndpoint(
          endpoint, Optional.of(name), profile, endpointUrl, targetVariant, modelPath, credentials);
    }

    /** The same with credentials of a provider, such as that of an assumed role. */
    public SageMakerEndpoint withCredentials(AwsCredentialsProvider provider) {
      return new SageMakerEndpoint(
          endpoint, region, profile, endpointUrl, targetVariant, modelPath, Optional.of(provider));
    }

    /** The same at another URL than the region's. */
    public SageMakerEndpoint at(URI url) {
      return new SageMakerEndpoint(
          endpoint, region, profile, Optional.of(url), targetVariant, modelPath, credentials);
    }

    @Override
    public String toString() {
      return "SageMakerEndpoint[endpoint="
          + endpoint
          + region.map(r -> ", region=" + r).orElse("")
          + "]";
    }
  }

  /**
   * A server of vLLM, without SageMaker before it.
   *
   * @param url {@code ws://HOST:PORT/v1/realtime} or {@code wss://}
   * @param apiKey sent as a bearer token
   */
  record WebSocketServer(URI url, Optional<String> apiKey) implements ModelServer {
    /** Rejects anything but the URL of a WebSocket. */
    public WebSocketServer {
      String scheme = Optional.ofNullable(url.getScheme()).orElse("");
      if (!(scheme.equals("ws") || scheme.equals("wss")) || url.getHost() == null) {
        throw new IllegalArgumentException(
            "the URL of a WebSocket must begin with ws:// or wss://");
      }
      Objects.requireNonNull(apiKey);
    }

    @Override
    public String toString() {
      return "WebSocketServer[host=" + url.getHost() + "]";
    }
  }

  /**
   * The emulator in this process, which speaks the real protocol over loopback.
   *
   * @param model what listens behind it
   */
  record EmulatedServer(EmulatedModel model) implements ModelServer {
    /** Rejects null. */
    public EmulatedServer {
      Objects.requireNonNull(model);
    }
  }

  /** What listens behind the emulator. */
  enum EmulatedModel {
    /** International Morse code; it needs nothing. */
    MORSE,
    /** A small recogniser of English, which has to be installed beside the jar. */
    ENGLISH
  }
}
