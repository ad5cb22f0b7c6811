package io.bidiclient.transport.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as curl reads it: {@code https_proxy}, {@code
 * http_proxy}, {@code all_proxy} and {@code no_proxy}, in lower case first. Where it names none,
 * Java's own settings hold. Loopback is always reached directly.
 *
 * <p>A user name and password in a proxy's URL are not used: Java does not send them through a
 * tunnel.
 */
public final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 1080;

  private final Map<String, String> environment;

  /** Proxies of the given variables. */
  public EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI target) {
    String host = target.getHost().toLowerCase(Locale.ROOT);
    if (isLoopback(host) || isExcepted(host)) {
      return List.of(Proxy.NO_PROXY);
    }
    boolean secure = target.getScheme().equals("https") || target.getScheme().equals("wss");
    return variable(secure ? "https_proxy" : "http_proxy")
        .or(() -> variable("all_proxy"))
        .flatMap(EnvironmentProxies::proxy)
        .map(List::of)
        .orElseGet(
            () ->
                Optional.ofNullable(ProxySelector.getDefault())
                    .map(java -> java.select(target))
                    .orElse(List.of(Proxy.NO_PROXY)));
  }

  @Override
  public void connectFailed(URI target, SocketAddress proxy, IOException failure) {
    // Told by the connection itself.
  }

  private boolean isExcepted(String host) {
    return variable("no_proxy").stream()
        .flatMap(list -> Stream.of(list.split("[,\\s]+", -1)))
        .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }

  private static Optional<Proxy> proxy(String value) {
    try {
      URI url = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
      int port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
      return Optional.ofNullable(url.getHost())
          .map(host -> new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}");
  }
}
