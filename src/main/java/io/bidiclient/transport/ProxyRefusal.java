package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;

/**
 * A proxy answered a CONNECT with something else than a tunnel. No {@code IOException}: the SDK
 * would take it for a fault that passes.
 */
public final class ProxyRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final int status;

  /**
   * A refusal.
   *
   * @param answer the answer's status and reason, such as "403 Forbidden"
   */
  public ProxyRefusal(HttpProxy proxy, String answer) {
    super("the proxy of " + proxy.source() + " answered HTTP " + answer);
    this.source = proxy.source();
    this.status = Integer.parseInt(answer.substring(0, 3));
  }

  /** What to tell; a client error (RFC 9110 section 15.5) is not tried again. */
  public TransportException describe(String what) {
    String message = what + ": " + getMessage();
    if (status == 407) {
      String login = "put the proxy's login into " + source + " (http://USER:PASSWORD@HOST:PORT)";
      return TransportException.lasting(Category.NETWORK, message, login, this);
    }
    String rule = "have the proxy allow the server, or add the server to NO_PROXY";
    return status / 100 == 4 && status != 408 && status != 429
        ? TransportException.lasting(Category.NETWORK, message, rule, this)
        : new TransportException(Category.NETWORK, message, rule, this);
  }
}
