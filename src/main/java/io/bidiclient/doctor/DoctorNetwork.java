package io.bidiclient.doctor;

import io.bidiclient.problem.ExitCode;
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
  private static final List<String> PROXIES =
      List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

  private final URI url;
  private final Map<String, String> environment;
  private final SSLSocketFactory tls;
  private final int limitMillis;
  private final List<Finding> findings = new ArrayList<>();

  public DoctorNetwork(
      URI url, Map<String, String> environment, SSLSocketFactory tls, Duration limit) {
    this.url = url;
    this.environment = environment;
    this.tls = tls;
    this.limitMillis = Math.toIntExact(limit.toMillis());
  }

  /** A line for each check; those behind a failed one are skipped. */
  public List<Finding> examine() {
    findings.add(proxy());
    name().ifPresent(this::connect);
    for (String check : CHECKS) {
      if (findings.stream().noneMatch(finding -> finding.check().equals(check))) {
        findings.add(Finding.skip(check, "needs the check before it"));
      }
    }
    return findings;
  }

  private Finding proxy() {
    Optional<String> variable =
        PROXIES.stream().filter(name -> !environment.getOrDefault(name, "").isEmpty()).findFirst();
    if (variable.isEmpty()) {
      return Finding.ok("proxy", "none is set");
    }
    // The value may hold a password: the variable's name is enough.
    return Finding.warn(
        "proxy",
        variable.get() + " is set, and a proxy often does not pass HTTP/2 on port " + port(),
        "add " + url.getHost() + " to NO_PROXY if the stream fails");
  }

  private Optional<InetAddress> name() {
    try {
      InetAddress address = InetAddress.getAllByName(url.getHost())[0];
      findings.add(Finding.ok("name", url.getHost() + " is " + address.getHostAddress()));
      return Optional.of(address);
    } catch (UnknownHostException e) {
      findings.add(
          Finding.fail(
              "name",
              "no address for " + url.getHost(),
              "check --region and this machine's name server",
              ExitCode.NETWORK));
      return Optional.empty();
    }
  }

  private void connect(InetAddress address) {
    long start = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port()), limitMillis);
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      findings.add(Finding.ok("tcp", "port " + port() + " answers in " + millis + " ms"));
      socket.setSoTimeout(limitMillis);
      shakeHands(socket);
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              "tcp",
              "port " + port() + " of " + address.getHostAddress() + ": " + e.getMessage(),
              "let TCP port " + port() + " out of firewall and security group",
              ExitCode.NETWORK));
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
      String why = String.valueOf(e.getMessage());
      findings.add(why.contains("no_application_protocol") ? alpn("") : untrusted(why));
    }
  }

  private static Finding untrusted(String why) {
    return Finding.fail(
        "tls",
        why,
        "if a proxy re-signs TLS, give its certificate to Java (-Djavax.net.ssl.trustStore)",
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
