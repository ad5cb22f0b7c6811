package io.bidiclient.live;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the page is served.
 *
 * @param bind address to listen on
 * @param port to listen on; 0 takes a free one
 * @param tls certificate and key: browsers give no microphone to plain http but on loopback
 * @param maxVisitors pages that may be open at once
 * @param viewers people who may read along at once; 0 for nobody
 * @param absence how long a visitor whose connection broke is waited for
 */
public record LiveOptions(
    InetAddress bind, int port, Optional<Tls> tls, int maxVisitors, int viewers, Duration absence) {
  /** Long enough for a network that changes, or a machine that sleeps for a moment. */
  public static final Duration ABSENCE = Duration.ofSeconds(30);

  /**
   * A certificate chain and its private key, both PEM; the key PKCS #8 without a password.
   *
   * @param certificate the chain, the server's own certificate first
   * @param key the private key
   */
  public record Tls(Path certificate, Path key) {}
}
