package io.bidiclient.transport;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
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
   * Has Java's HTTP connection show the login, when the proxy asks. Its only seam for this is the
   * process's authenticator; one that somebody else has set stays.
   */
  public void register() {
    if (login.isPresent() && Authenticator.getDefault() == null) {
      Authenticator.setDefault(new ProxyLogin(host, port, login.get()));
    }
  }

  private static final class ProxyLogin extends Authenticator {
    private final String host;
    private final int port;
    private final Login login;

    ProxyLogin(String host, int port, Login login) {
      this.host = host;
      this.port = port;
      this.login = login;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      boolean asked =
          getRequestorType() == RequestorType.PROXY
              && host.equalsIgnoreCase(getRequestingHost())
              && port == getRequestingPort();
      return asked
          ? new PasswordAuthentication(login.user(), login.password().toCharArray())
          : super.getPasswordAuthentication();
    }
  }
}
