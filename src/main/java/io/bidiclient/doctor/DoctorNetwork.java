package io.bidiclient.doctor;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.ProxyTunnel;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Walks the way to the endpoint: proxy, name, TCP, TLS, and HTTP/2 agreed on in the handshake. */
public final class DoctorNetwork {
  private static final List<String> CHECKS = List.of("name", "tcp", "tls", "alpn");

  private final URI url;
  private final EnvironmentProxies proxies;
  private final SSLSocketFactory tls;
  private final int limitMillis;
  private final List<Finding> findings = new ArrayList<>();

  public DoctorNetwork(
      URI url, Map<String, String> environment, SSLSocketFactory tls, Duration limit) {
    this.url = url;
    this.proxies = new EnvironmentProxies(environment);
    this.tls = tls;
    this.limitMillis = Math.toIntExact(limit.toMillis());
  }

  /** A line for each check; those behind a failed one are skipped. */
  public List<Finding> examine() {
    try {
      // Clear text to SageMaker's protocol takes no proxy.
      Optional<HttpProxy> proxy =
          secure() || webSocket() ? proxies.proxyFor(url) : Optional.empty();
      findings.add(proxy.map(DoctorNetwork::used).orElseGet(this::direct));
      String host = proxy.map(HttpProxy::host).orElse(url.getHost());
      name(host).ifPresent(address -> connect(address, proxy));
    } catch (TransportException e) {
      findings.add(Finding.fail("proxy", e.getMessage(), e.hint(), ExitCode.NETWORK));
    }
    for (String check : CHECKS) {
      if (findings.stream().noneMatch(finding -> finding.check().equals(check))) {
        findings.add(Finding.skip(check, "needs the check before it"));
      }
    }
    return findings;
  }

  private Finding direct() {
    return Finding.ok("proxy", "none for " + url.getHost());
  }

  /** The variable's value may hold a login: only the place is told. */
  private static Finding used(HttpProxy proxy) {
    return Finding.ok("proxy", proxy.host() + ":" + proxy.port() + " (" + proxy.source() + ")");
  }

  private Optional<InetAddress> name(String host) {
    try {
      InetAddress address = InetAddress.getAllByName(host)[0];
      findings.add(Finding.ok("name", host + " is " + address.getHostAddress()));
      return Optional.of(address);
    } catch (UnknownHostException e) {
      findings.add(
          Finding.fail(
              "name",
              "no address for " + host,
              "check --region, the proxy and this machine's name server",
              ExitCode.NETWORK));
      return Optional.empty();
    }
  }

  private void connect(InetAddress address, Optional<HttpProxy> proxy) {
    long start = System.nanoTime();
    try (Socket socket = open(address, proxy)) {
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      String way = proxy.isPresent() ? " through the proxy" : "";
      findings.add(
          Finding.ok("tcp", "port " + port() + " answers" + way + " in " + millis + " ms"));
      socket.setSoTimeout(limitMillis);
      shakeHands(socket);
    } catch (ProxyRefusal e) {
      TransportException why = e.describe("no tunnel to port " + port());
      findings.add(Finding.fail("tcp", why.getMessage(), why.hint(), ExitCode.NETWORK));
    } catch (IOException e) {
      int port = proxy.map(HttpProxy::port).orElse(port());
      findings.add(
          Finding.fail(
              "tcp",
              "port " + port + " of " + address.getHostAddress() + ": " + CauseChain.words(e),
              "allow outgoing TCP port " + port + " in the firewall and the security group",
              ExitCode.NETWORK));
    }
  }

  private Socket open(InetAddress address, Optional<HttpProxy> proxy)
      throws IOException, ProxyRefusal {
    if (proxy.isPresent()) {
      String target = url.getHost() + ":" + port();
      return ProxyTunnel.open(proxy.get(), address, target, limitMillis);
    }
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, port()), limitMillis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void shakeHands(Socket tcp) {
    if (!secure()) {
      findings.add(Finding.skip("tls", "an " + scheme() + ":// address has none"));
      findings.add(webSocket() ? upgrade() : Finding.skip("alpn", "HTTP/2 by prior knowledge"));
      return;
    }
    try (SSLSocket socket = (SSLSocket) tls.createSocket(tcp, url.getHost(), port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {webSocket() ? "http/1.1" : "h2"});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      findings.add(Finding.ok("tls", socket.getSession().getProtocol()));
      findings.add(webSocket() ? upgrade() : alpn(socket.getApplicationProtocol()));
    } catch (IOException e) {
      String why = CauseChain.words(e);
      findings.add(why.contains("no_application_protocol") ? alpn("") : untrusted(why));
    }
  }

  private static Finding untrusted(String why) {
    return Finding.fail(
        "tls",
        why,
        "if a proxy re-signs TLS, name its authority's certificate with --ca-file or AWS_CA_BUNDLE",
        ExitCode.NETWORK);
  }

  private static Finding alpn(String agreed) {
    return "h2".equals(agreed)
        ? Finding.ok("alpn", "h2")
        : Finding.fail(
            "alpn",
            "the server does not speak HTTP/2 here",
            "use port 8443, and take proxies that end TLS out of the way",
            ExitCode.NETWORK);
  }

  private static Finding upgrade() {
    return Finding.skip("alpn", "a WebSocket takes HTTP/1.1");
  }

  private int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return secure() ? 443 : 80;
  }

  private boolean webSocket() {
    return scheme().startsWith("ws");
  }

  private boolean secure() {
    return scheme().equals("https") || scheme().equals("wss");
  }

  private String scheme() {
    return url.getScheme().toLowerCase(Locale.ROOT);
  }
}
