package io.bidiclient.doctor;

import static io.bidiclient.doctor.DoctorProgram.broken;
import static io.bidiclient.doctor.DoctorProgram.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.ServerCertificate;
import io.bidiclient.cli.Program;
import io.bidiclient.transport.ConnectProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the doctor says of the way to the endpoint: its address, the proxy, the name, TCP and TLS.
 */
class DoctorNetworkIT {
  @TempDir private static Path keys;
  private static SSLContext tls;

  @TempDir private Path folder;

  @RegisterExtension private final DoctorProgram doctor = new DoctorProgram(() -> folder);

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = ServerCertificate.in(keys).context();
  }

  @Test
  void aProxyThatLeadsElsewhereIsNotUsed() throws Exception {
    doctor.environment.put("https_proxy", "http://me:secret@proxy:3128");
    Program run = doctor.atHealthyEmulator();
    assertEquals(0, run.code(), run.out());
    assertEquals("ok    proxy       none for 127.0.0.1", line(run, "proxy"), run.out());
  }

  @Test
  void theWayThroughAProxyIsWalked() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing("403 Forbidden")) {
      doctor.environment.put(
          "https_proxy", "http://me:secret@" + proxy.environment().get("HTTPS_PROXY"));
      Program run =
          doctor.run("--region", "eu-west-1", "--endpoint-url", "https://sagemaker.test:8443");
      assertTrue(line(run, "proxy").startsWith("ok    proxy       127.0.0.1:"), run.out());
      broken(run, "tcp", "fail", 6, "have the proxy allow the server");
      assertTrue(
          line(run, "tcp")
              .contains(
                  "no tunnel to port 8443: the proxy of https_proxy answered HTTP 403 Forbidden"),
          run.out());
      assertTrue(!run.out().contains("secret"), run.out());
      String request = proxy.requests().get(0);
      assertTrue(request.startsWith("CONNECT sagemaker.test:8443 HTTP/1.1\r\n"), request);
      assertTrue(request.contains("\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n"), request);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https_proxy, NO_PROXY, .host.invalid",
    "HTTPS_PROXY, no_proxy, 'other, no.such.host.invalid'",
    "ALL_PROXY, no_proxy, *"
  })
  void aHostThatIsExceptedFromTheProxyIsReachedWithoutIt(String name, String except, String value) {
    doctor.environment.put(name, "http://127.0.0.1:9");
    doctor.environment.put(except, value);
    Program run = doctor.at("https://no.such.host.invalid:8443");
    assertEquals("ok    proxy       none for no.such.host.invalid", line(run, "proxy"));
    assertTrue(
        line(run, "name").startsWith("fail  name        no address for no.such.host.invalid"),
        run.out());
  }

  @Test
  void aProxyThatCannotBeUsedFails() {
    doctor.environment.put("https_proxy", "socks5://127.0.0.1:9");
    broken(doctor.at("https://no.such.host.invalid:8443"), "proxy", "fail", 6, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:99999",
        "http://127.0.0.1:0",
        "ftp://127.0.0.1",
        "http:/127.0.0.1"
      })
  void anAddressThatIsNoneIsAUsageErrorWhereverItComesFrom(String url) throws Exception {
    assertEquals(2, doctor.at(url).code());
    System.setProperty("aws.endpointUrlSageMakerRuntimeHttp2", url);
    try {
      Program run = doctor.run("--region", "eu-west-1");
      broken(run, "name", "fail", 2, "correct AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2");
      assertTrue(line(run, "stream").startsWith("skip"), run.out());
    } finally {
      System.clearProperty("aws.endpointUrlSageMakerRuntimeHttp2");
    }
  }

  @Test
  void anUnknownHostFails() {
    Program run = doctor.at("https://no.such.host.invalid:8443");
    broken(run, "name", "fail", 6, "check --region");
    Stream.of("tcp", "tls", "alpn", "stream")
        .forEach(check -> assertTrue(line(run, check).startsWith("skip"), run.out()));
  }

  @Test
  void aClosedPortFails() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    broken(
        doctor.at("http://127.0.0.1:" + port), "tcp", "fail", 6, "allow outgoing TCP port " + port);
  }

  @Test
  void anUntrustedCertificateFails() throws Exception {
    Program run = againstTls(new String[] {"h2"}, (SSLSocketFactory) SSLSocketFactory.getDefault());
    broken(run, "tls", "fail", 6, "if a proxy re-signs TLS");
  }

  @Test
  void aServerWithoutHttp2Fails() throws Exception {
    Program run = againstTls(new String[0], tls.getSocketFactory());
    broken(run, "alpn", "fail", 6, "use port 8443");
    assertTrue(line(run, "tls").startsWith("ok    tls         TLSv1.3"), run.out());
  }

  @Test
  void aServerWithHttp2IsFine() throws Exception {
    Program run = againstTls(new String[] {"h2"}, tls.getSocketFactory());
    assertTrue(line(run, "alpn").startsWith("ok    alpn        h2"), run.out());
  }

  private Program againstTls(String[] protocols, SSLSocketFactory trust) throws Exception {
    try (SSLServerSocket server =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      var parameters = server.getSSLParameters();
      parameters.setApplicationProtocols(protocols);
      server.setSSLParameters(parameters);
      Thread accepting = new Thread(() -> shakeHands(server));
      accepting.setDaemon(true);
      accepting.start();
      String[] arguments = {
        "--region",
        "eu-west-1",
        "--connect-timeout",
        "2s",
        "--endpoint-url",
        "https://127.0.0.1:" + server.getLocalPort()
      };
      return doctor.run(trust, arguments);
    }
  }

  private static void shakeHands(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        socket.startHandshake();
        socket.getInputStream().read();
      } catch (IOException ignored) {
        // The client's side of the same failure is what the test looks at.
      }
    }
  }
}
