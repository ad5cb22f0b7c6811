package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.ServerCertificate;
import io.bidiclient.transport.ConnectProxy;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.RecordingListener;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport over TLS, with a certificate made for the test. */
class SageMakerTlsIT {
  @TempDir static Path dir;
  private static ServerCertificate certificate;
  private final RecordingListener listener = new RecordingListener();

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = ServerCertificate.in(dir, "sagemaker.test");
  }

  @Test
  void aTrustedServerIsSpokenToOverHttp2AndClosedInMilliseconds() throws Exception {
    try (Http2Server server =
        new Http2Server(new SageMakerTransportIT.Echo(), Optional.of(tls("h2")))) {
      SageMakerTransport transport =
          new SageMakerTransport(settings(server.url(), Optional.of(certificate.certificate())));
      transport.connect(listener).send("one");
      assertEquals("one", listener.next());
      long before = System.nanoTime();
      transport.close();
      double millis = (System.nanoTime() - before) / 1e6;
      assertTrue(millis < 1000, "closing took " + millis + " ms");
    }
  }

  @Test
  void aServerWhoseCertificateIsNotTrustedIsRefused() throws Exception {
    try (Http2Server server =
            new Http2Server(new SageMakerTransportIT.Echo(), Optional.of(tls("h2")));
        SageMakerTransport transport =
            new SageMakerTransport(settings(server.url(), Optional.empty()))) {
      transport.connect(listener);
      TransportException e = listener.awaitFailure();
      assertEquals(Category.NETWORK, e.category());
      assertTrue(e.getMessage().contains("certificate is not trusted"), e.getMessage());
      assertEquals(0, server.posts());
    }
  }

  @Test
  void aServerWithoutHttp2IsNamed() throws Exception {
    try (Http2Server server =
            new Http2Server(new SageMakerTransportIT.Echo(), Optional.of(tls("http/1.1")));
        SageMakerTransport transport =
            new SageMakerTransport(
                settings(server.url(), Optional.of(certificate.certificate())))) {
      transport.connect(listener);
      TransportException e = listener.awaitFailure();
      assertEquals(Category.NETWORK, e.category(), e.toString());
      assertTrue(e.getMessage().contains("does not offer HTTP/2 over TLS"), e.getMessage());
    }
  }

  @Test
  void aPlainServerBehindHttpsIsATlsFailure() throws Exception {
    try (Http2Server server = new Http2Server(new SageMakerTransportIT.Echo());
        SageMakerTransport transport =
            new SageMakerTransport(
                settings(
                    URI.create("https://127.0.0.1:" + server.url().getPort()), Optional.empty()))) {
      transport.connect(listener);
      TransportException e = listener.awaitFailure();
      assertEquals(Category.NETWORK, e.category(), e.toString());
      assertTrue(e.isLasting());
      assertTrue(e.getMessage().endsWith(": the server does not speak TLS"), e.getMessage());
    }
  }

  @Test
  void aStreamGoesThroughTheProxyOfTheEnvironment() throws Exception {
    try (Http2Server server =
            new Http2Server(new SageMakerTransportIT.Echo(), Optional.of(tls("h2")));
        ConnectProxy proxy = ConnectProxy.to(server.url().getPort());
        SageMakerTransport transport =
            new SageMakerTransport(proxied("https://sagemaker.test:8443", proxy.environment()))) {
      transport.connect(listener).send("one");
      assertEquals("one", listener.next());
      assertEquals(1, proxy.requests().size());
      String request = proxy.requests().get(0);
      assertTrue(request.startsWith("CONNECT sagemaker.test:8443 HTTP/1.1\r\n"), request);
    }
  }

  @Test
  void aProxyThatAsksForALoginIsShownTheOneOfItsUrl() throws Exception {
    try (Http2Server server =
            new Http2Server(new SageMakerTransportIT.Echo(), Optional.of(tls("h2")));
        ConnectProxy proxy = ConnectProxy.to(server.url().getPort())) {
      Map<String, String> named =
          Map.of("https_proxy", "http://me:secret@" + proxy.environment().get("HTTPS_PROXY"));
      try (SageMakerTransport transport =
          new SageMakerTransport(proxied("https://sagemaker.test:8443", named))) {
        transport.connect(listener).send("one");
        assertEquals("one", listener.next());
      }
      String request = proxy.requests().get(0).toLowerCase(Locale.ROOT);
      assertTrue(request.contains("proxy-authorization: basic bwu6c2vjcmv0\r\n"), request);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"})
  void aProxyThatRefusesIsNamedWithItsStatusAtOnce(String status) throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing(status);
        SageMakerTransport transport =
            new SageMakerTransport(proxied("https://sagemaker.test:8443", proxy.environment()))) {
      transport.connect(listener);
      TransportException e = listener.awaitFailure();
      assertEquals(
          "cannot open the stream to endpoint voxtral: the proxy of HTTPS_PROXY answered HTTP "
              + status,
          e.getMessage());
      assertEquals(Category.NETWORK, e.category());
      assertEquals(!status.startsWith("5"), e.isLasting());
      assertEquals(1, proxy.requests().size());
    }
  }

  @Test
  void aHostOfNoProxyIsReachedDirectly() throws Exception {
    try (Http2Server server =
            new Http2Server(new SageMakerTransportIT.Echo(), Optional.of(tls("h2")));
        SageMakerTransport transport =
            new SageMakerTransport(
                proxied(
                    "https://localhost:" + server.url().getPort(),
                    Map.of("HTTPS_PROXY", "http://127.0.0.1:1", "NO_PROXY", ".localhost")))) {
      transport.connect(listener).send("one");
      assertEquals("one", listener.next());
    }
  }

  @Test
  void aTrustFileThatIsNoPemIsNamed() throws Exception {
    Path wrong = Files.writeString(dir.resolve("wrong.pem"), "no certificate");
    try (SageMakerTransport transport =
        new SageMakerTransport(settings(URI.create("https://127.0.0.1:1"), Optional.of(wrong)))) {
      transport.connect(listener);
      TransportException e = listener.awaitFailure();
      assertTrue(e.getMessage().contains("wrong.pem"), e.getMessage());
    }
  }

  private static SageMakerSettings settings(URI url, Optional<Path> trusted) {
    return settings(url, trusted, Map.of());
  }

  private static SageMakerSettings proxied(String url, Map<String, String> environment) {
    return settings(URI.create(url), Optional.of(certificate.certificate()), environment);
  }

  private static SageMakerSettings settings(
      URI url, Optional<Path> trusted, Map<String, String> environment) {
    SageMakerSettings local = SageMakerSettings.local("voxtral", url);
    return new SageMakerSettings(
        local.endpointName(),
        local.credentials(),
        local.region(),
        local.endpointUrl(),
        local.targetVariant(),
        local.modelPath(),
        local.connectTimeout(),
        trusted,
        new EnvironmentProxies(environment));
  }

  private static SslContext tls(String protocol) throws Exception {
    return SslContextBuilder.forServer(certificate.keyManagers())
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                protocol))
        .build();
  }
}
