package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, read once for all clients and as curl reads it: {@code
 * https_proxy}, {@code http_proxy}, {@code all_proxy} and {@code no_proxy}, in lower case first
 * (unlike curl, {@code HTTP_PROXY} counts too: no web server starts this program). A value is a URL
 * or {@code HOST:PORT}. Where the environment names none, Java's own settings hold ({@code
 * https.proxyHost}). Loopback is always reached directly.
 *
 * @see <a href="https://everything.curl.dev/usingcurl/proxies/env.html">curl's variables</a>
 */
public final class EnvironmentProxies {
  private static final int USUAL_PORT = 1080;

  private final Map<String, String> environment;
  private final NoProxy exceptions;

  /** Proxies of the given variables. */
  public EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.exceptions =
        new NoProxy(variable("no_proxy").map(this.environment::get).map(String::strip).orElse(""));
    if (Stream.of("https_proxy", "http_proxy", "all_proxy").anyMatch(this::hasLogin)) {
      allowLogins();
    }
  }

  /**
   * Has Java pass a login on to a proxy that is asked for a tunnel: by default it drops one, as it
   * goes in clear text. Java reads this once, when the first HTTP client is loaded.
   */
  private static void allowLogins() {
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private boolean hasLogin(String name) {
    return variable(name).map(environment::get).filter(value -> value.contains("@")).isPresent();
  }

  /**
   * The proxy that leads to a URL; empty where it is reached directly.
   *
   * @param target an {@code http}, {@code https}, {@code ws} or {@code wss} URL
   * @throws TransportException where a proxy is named that cannot be used; trying again does not
   *     help
   */
  public Optional<HttpProxy> proxyFor(URI target) throws TransportException {
    String host = NoProxy.plain(target.getHost());
    if (NoProxy.isLoopback(host) || exceptions.covers(host)) {
      return Optional.empty();
    }
    Optional<String> name = variable(isSecure(target) ? "https_proxy" : "http_proxy");
    name = name.or(() -> variable("all_proxy"));
    return name.isPresent()
        ? Optional.of(parse(name.get(), environment.get(name.get()).strip(), host))
        : ofJava(target);
  }

  /** The name of the variable, as it is spelled in the environment. */
  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(spelled -> !environment.getOrDefault(spelled, "").isBlank())
        .findFirst();
  }

  private static HttpProxy parse(String variable, String value, String target)
      throws TransportException {
    try {
      URI url = new URI(value.contains("://") ? value : "http://" + value);
      if (!"http".equalsIgnoreCase(url.getScheme())) {
        throw unusable(variable, url.getScheme() + ":// proxies are not supported", target);
      }
      if (url.getHost() != null) {
        int port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
        return new HttpProxy(variable, url.getHost(), port, login(url));
      }
    } catch (URISyntaxException e) {
      // Told below, without the value: it may hold a password.
    }
    throw unusable(variable, "its value is not http://HOST:PORT", target);
  }

  private static Optional<HttpProxy.Login> login(URI url) {
    return Optional.ofNullable(url.getUserInfo())
        .map(info -> info.split(":", 2))
        .map(parts -> new HttpProxy.Login(parts[0], parts.length > 1 ? parts[1] : ""));
  }

  private static TransportException unusable(String variable, String why, String target) {
    return TransportException.lasting(
        Category.NETWORK,
        "cannot use the proxy of " + variable + ": " + why,
        "set " + variable + "=http://HOST:PORT, or add " + target + " to NO_PROXY");
  }

  private static Optional<HttpProxy> ofJava(URI target) {
    URI asHttp = URI.create((isSecure(target) ? "https://" : "http://") + target.getAuthority());
    return Optional.ofNullable(ProxySelector.getDefault())
        .map(java -> java.select(asHttp))
        .flatMap(EnvironmentProxies::firstHttp);
  }

  private static Optional<HttpProxy> firstHttp(List<Proxy> proxies) {
    return proxies.stream()
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(proxy -> (InetSocketAddress) proxy.address())
        .map(at -> new HttpProxy("Java", at.getHostString(), at.getPort(), Optional.empty()))
        .findFirst();
  }

  private static boolean isSecure(URI target) {
    String scheme = target.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("https") || scheme.equals("wss");
  }
}
