package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.EnvironmentProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which SageMaker endpoint to stream to, and how to get there. What is absent is left to the SDK,
 * which reads its own settings ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL} and {@code
 * AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2}, the profile files).
 *
 * @param endpointName the endpoint's name
 * @param credentials what signs the stream; a profile named here also gives the region
 * @param region the AWS region
 * @param endpointUrl another service URL: {@code http} speaks HTTP/2 with prior knowledge, {@code
 *     https} agrees on it in the TLS handshake
 * @param targetVariant the production variant to stream to
 * @param modelPath the path that SageMaker opens on the container (ModelInvocationPath): at most
 *     100 characters, without a leading slash
 * @param connectTimeout the longest wait for a connection to the server, and for its HTTP/2; how
 *     long a stream may take to open is its owner's to say
 * @param trustedCertificates a PEM file of the only certificates to trust, for a server with a
 *     certificate of its own
 * @param proxies which proxy leads there; clear text takes none
 */
public record SageMakerSettings(
    String endpointName,
    Credentials credentials,
    Optional<String> region,
    Optional<URI> endpointUrl,
    Optional<String> targetVariant,
    Optional<String> modelPath,
    Duration connectTimeout,
    Optional<Path> trustedCertificates,
    EnvironmentProxies proxies) {
  private static final int LONGEST_MODEL_PATH = 100;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Checks what can be checked before anything is sent.
   *
   * @throws IllegalArgumentException naming the value that cannot be and why
   */
  public SageMakerSettings {
    Objects.requireNonNull(credentials);
    require(!endpointName.isBlank(), "the endpoint's name is empty");
    require(!region.map(String::isBlank).orElse(false), "the region is empty");
    endpointUrl.ifPresent(SageMakerSettings::checkUrl);
    modelPath.ifPresent(SageMakerSettings::checkModelPath);
    require(
        !connectTimeout.isZero() && !connectTimeout.isNegative(),
        "the connect time-out must be more than zero");
  }

  /** An endpoint reached the default way: the SDK's own credentials, region and URL. */
  public static SageMakerSettings of(String endpointName) {
    return new SageMakerSettings(
        endpointName,
        new Credentials.DefaultChain(Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CONNECT_TIMEOUT,
        Optional.empty(),
        new EnvironmentProxies(Map.of()));
  }

  /** An endpoint of a server on this machine, with throw-away credentials. */
  public static SageMakerSettings local(String endpointName, URI url) {
    return new SageMakerSettings(
        endpointName,
        new Credentials.Fixed("local", "local"),
        Optional.of("us-east-1"),
        Optional.of(url),
        Optional.empty(),
        Optional.empty(),
        CONNECT_TIMEOUT,
        Optional.empty(),
        new EnvironmentProxies(Map.of()));
  }

  /** The profile to read, where one is named. */
  Optional<String> profile() {
    return credentials instanceof Credentials.DefaultChain chain
        ? chain.profile()
        : Optional.empty();
  }

  private static void checkUrl(URI url) {
    String scheme = url.getScheme();
    require(
        ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
            && url.getHost() != null,
        "the endpoint URL must be http://HOST:PORT or https://HOST:PORT, not " + url);
    require(url.getUserInfo() == null, "the endpoint URL may not hold a user name or password");
  }

  private static void checkModelPath(String path) {
    require(!path.isEmpty(), "the model path is empty");
    require(!path.startsWith("/"), "the model path may not start with a slash: " + path);
    require(
        path.length() <= LONGEST_MODEL_PATH,
        "the model path has " + path.length() + " characters, at most 100 are allowed");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
