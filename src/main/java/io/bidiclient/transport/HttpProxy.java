package io.bidiclient.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A proxy that is asked for a tunnel with {@code CONNECT} (RFC 9110 section 9.3.6), in clear text.
 *
 * @param source the variable that names it, or "Java" for Java's own settings
 * @param host its name or address
 * @param port its port
 * @param login what it is shown, if it asks for a login
 */
public record HttpProxy(String source, String host, int port, Optional<Login> login) {
  /** A user name and a password; its text form shows neither. */
  public record Login(String user, String password) {
    /** The value of {@code Proxy-Authorization} (RFC 7617). */
    public String header() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Login[]";
    }
  }

  /** Where it listens, without the login. */
  public URI url() {
    return URI.create("http://" + host + ":" + port);
  }

  /** The same for Java's sockets; its name is not yet looked up. */
  public Proxy toJava() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  /** The same for Java's HTTP client, which asks it for every URL. */
  public ProxySelector selector() {
    return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
  }

  /**
   * Has Java pass a login on to a proxy that is asked for a tunnel: by default it drops one, as it
   * goes in clear text. Counts only before the first HTTP client is loaded.
   *
   * @see <a href="https://docs.oracle.com/en/java/javase/17/core/java-networking.html">networking
   *     properties</a>
   */
  public static void allowLogins() {
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
  }
}
