package io.bidiclient.transport.websocket;

import io.bidiclient.transport.EnvironmentProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which WebSocket server to speak to, and how to get there. No text form of it shows the key.
 *
 * @param url {@code ws://HOST:PORT/PATH} or {@code wss://}
 * @param apiKey the server's key, sent as {@code Authorization: Bearer} (RFC 6750)
 * @param connectTimeout the longest wait for the server to take the WebSocket
 * @param trustedCertificates a PEM file of the only certificates to trust, for a server with a
 *     certificate of its own
 * @param proxies which proxy leads there
 */
public record WebSocketSettings(
    URI url,
    Optional<String> apiKey,
    Duration connectTimeout,
    Optional<Path> trustedCertificates,
    EnvironmentProxies proxies) {
  /**
   * Checks what can be checked before anything is sent.
   *
   * @throws IllegalArgumentException naming the value that cannot be and why
   */
  public WebSocketSettings {
    String scheme = url.getScheme();
    require(
        ("ws".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme)) && url.getHost() != null,
        "the URL must be ws://HOST:PORT/PATH or wss://HOST:PORT/PATH");
    require(url.getUserInfo() == null, "the URL may not hold a user name or password");
    require(url.getFragment() == null, "the URL may not hold a fragment (#)");
    // A control character would end the header (RFC 9110 section 5.5).
    require(
        apiKey.map(key -> key.chars().allMatch(c -> c > ' ' && c < 127)).orElse(true),
        "the API key may hold no spaces, control characters or letters beyond ASCII");
    require(
        !connectTimeout.isZero() && !connectTimeout.isNegative(),
        "the connect time-out must be more than zero");
  }

  /** The URL without its query, which may hold a secret. */
  String shown() {
    return url.toString().replaceFirst("\\?.*", "");
  }

  @Override
  public String toString() {
    return "WebSocketSettings[" + shown() + "]";
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
