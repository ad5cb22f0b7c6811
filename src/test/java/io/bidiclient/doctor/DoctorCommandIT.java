package io.bidiclient.doctor;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.bidiclient.ServerCertificate;
import io.bidiclient.cli.CloudFormationStub;
import io.bidiclient.cli.Dialogues;
import io.bidiclient.cli.DoctorCommand;
import io.bidiclient.cli.Program;
import io.bidiclient.cli.value.ValueReaders;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.transport.ConnectProxy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The doctor with the emulator as the endpoint and a stand-in for STS, and what is broken told. */
class DoctorCommandIT {
  private static final List<String> PROPERTIES =
      List.of(
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.endpointUrlSts",
          "aws.endpointUrlSageMaker",
          "aws.disableEc2Metadata",
          "aws.configFile",
          "aws.sharedCredentialsFile");

  @TempDir static Path directory;
  private static WireMockServer sts;
  private static SSLContext tls;

  @RegisterExtension private final Dialogues dialogues = new Dialogues();
  private final Map<String, String> environment = new HashMap<>();
  private Finding microphone = Finding.ok("microphone", "-30 dBFS");

  @BeforeAll
  static void start() throws Exception {
    sts = new WireMockServer(wireMockConfig().dynamicPort());
    sts.start();
    System.setProperty("aws.endpointUrlSts", sts.baseUrl());
    System.setProperty("aws.endpointUrlSageMaker", sts.baseUrl());
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.configFile", "/nonexistent");
    System.setProperty("aws.sharedCredentialsFile", "/nonexistent");
    tls = ServerCertificate.in(directory).context();
  }

  @AfterAll
  static void stop() {
    sts.stop();
    PROPERTIES.forEach(System::clearProperty);
  }

  @BeforeEach
  void allIsWell() {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "hush");
    environment.put("PATH", directory.toString());
    Script.standIn(directory, "ffmpeg");
    stsAnswers(identity(), Instant.now());
  }

  @Test
  void allIsWellWithTheEmulator() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      Program run = doctor(emulator.url());
      assertEquals(
          """
          ok    region      eu-west-1
          ok    identity    arn:aws:iam::111122223333:user/me (account 111122223333)
          ok    clock       0 s ahead of AWS's clock
          skip  endpoint    another address is given
          ok    proxy       none for 127.0.0.1
          ok    name        127.0.0.1 is 127.0.0.1
          ok    tcp         port PORT answers in N ms
          skip  tls         an http:// address has none
          skip  alpn        HTTP/2 by prior knowledge
          ok    stream      session.created and 23 deltas to a second of silence in N ms
          ok    ffmpeg      PATH/ffmpeg
          ok    microphone  -30 dBFS
          """,
          run.out()
              .replace(directory.toString(), "PATH")
              .replace("port " + emulator.port(), "port PORT")
              .replaceAll("in \\d+ ms", "in N ms")
              .replaceAll("[01] s (ahead of|behind)", "0 s ahead of"));
      assertEquals(0, run.code());
      assertEquals("", run.err());
    }
  }

  @Test
  void theEmulatorInThisProcessNeedsNoAws() {
    System.clearProperty("aws.accessKeyId");
    Program run = run("--local=morse");
    assertEquals(0, run.code(), run.out());
    assertTrue(line(run, "identity").startsWith("skip"), run.out());
    assertTrue(line(run, "stream").startsWith("ok"), run.out());
  }

  @Test
  void aWebSocketServerIsExaminedWithoutAws() throws Exception {
    System.clearProperty("aws.accessKeyId");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      Program run = run("--url", emulator.url().replace("http", "ws") + "/v1/realtime");
      assertEquals(0, run.code(), run.out());
      assertTrue(line(run, "alpn").startsWith("skip  alpn        a WebSocket"), run.out());
      assertTrue(line(run, "stream").startsWith("ok"), run.out());
    }
  }

  @Test
  void noRegionFails() {
    org.junit.jupiter.api.Assumptions.assumeTrue(System.getenv("AWS_REGION") == null);
    Program run = run();
    broken(run, "region", "fail", 2, "name a --region");
    assertTrue(line(run, "stream").startsWith("skip"), run.out());
  }

  @Test
  void noCredentialsFail() throws Exception {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    broken(doctorOfHealthy(), "identity", "fail", 4, "log in (`aws sso login`");
  }

  @Test
  void anExpiredLoginFails() throws Exception {
    stsAnswers(CloudFormationStub.error(403, "ExpiredToken", "It has expired."), Instant.now());
    broken(doctorOfHealthy(), "identity", "fail", 4, "log in again");
  }

  @ParameterizedTest
  @CsvSource({"-600, fail, 4", "600, fail, 4", "-90, warn, 0", "90, warn, 0"})
  void aWrongClockIsSeen(int seconds, String grade, int code) throws Exception {
    stsAnswers(identity(), Instant.now().plusSeconds(seconds));
    Program run = doctorOfHealthy();
    broken(run, "clock", grade, code, "set this machine's clock");
    assertTrue(line(run, "clock").contains(seconds < 0 ? "ahead of" : "behind"), run.out());
  }

  @Test
  void aProxyThatLeadsElsewhereIsNotUsed() throws Exception {
    environment.put("https_proxy", "http://me:secret@proxy:3128");
    Program run = doctorOfHealthy();
    assertEquals(0, run.code(), run.out());
    assertEquals("ok    proxy       none for 127.0.0.1", line(run, "proxy"), run.out());
  }

  @Test
  void theWayThroughAProxyIsWalked() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing("403 Forbidden")) {
      environment.put("https_proxy", "http://me:secret@" + proxy.environment().get("HTTPS_PROXY"));
      Program run = run("--region", "eu-west-1", "--endpoint-url", "https://sagemaker.test:8443");
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
    environment.put(name, "http://127.0.0.1:9");
    environment.put(except, value);
    Program run = doctor("https://no.such.host.invalid:8443");
    assertEquals("ok    proxy       none for no.such.host.invalid", line(run, "proxy"));
    assertTrue(
        line(run, "name").startsWith("fail  name        no address for no.such.host.invalid"),
        run.out());
  }

  @Test
  void aProxyThatCannotBeUsedFails() {
    environment.put("https_proxy", "socks5://127.0.0.1:9");
    broken(doctor("https://no.such.host.invalid:8443"), "proxy", "fail", 6, "");
  }

  @Test
  void anEndpointInServiceIsSeenAndStreamedTo() throws Exception {
    sageMakerAnswers(200, described("InService", ""));
    Program run = doctorOfRegion();
    assertEquals(0, run.code(), run.out());
    assertEquals(
        "ok    endpoint    voxtral-realtime is InService, 1 instance", line(run, "endpoint"));
    assertTrue(line(run, "stream").startsWith("ok"), run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "Creating, '', voxtral-realtime is Creating, wait: 8 to 15 minutes",
    "Failed, No capacity., voxtral-realtime is Failed: No capacity., read the log group",
    "OutOfService, '', voxtral-realtime is OutOfService, read the log group"
  })
  void anEndpointThatIsNotInServiceFailsBeforeTheStream(
      String status, String reason, String message, String hint) throws Exception {
    sageMakerAnswers(200, described(status, reason));
    Program run = doctorOfRegion();
    broken(run, "endpoint", "fail", 5, hint);
    assertTrue(line(run, "endpoint").contains(message), run.out());
    assertTrue(line(run, "stream").startsWith("skip"), run.out());
  }

  @Test
  void anEndpointThatIsNotThereFails() throws Exception {
    sageMakerAnswers(
        400,
        "{\"__type\":\"ValidationException\",\"message\":\"Could not find endpoint \\\"x\\\".\"}");
    Program run = doctorOfRegion();
    broken(run, "endpoint", "fail", 5, "check --endpoint and --region");
    assertTrue(
        line(run, "endpoint").contains("there is no endpoint voxtral-realtime in eu-west-1"),
        run.out());
  }

  @Test
  void whoMayNotSeeTheEndpointMayStillStream() throws Exception {
    sageMakerAnswers(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}");
    Program run = doctorOfRegion();
    assertEquals(0, run.code(), run.out());
    assertTrue(line(run, "endpoint").startsWith("skip"), run.out());
    assertTrue(line(run, "stream").startsWith("ok"), run.out());
  }

  @Test
  void aLoginPageIsNotAnIdentity() throws Exception {
    sts.resetAll();
    sts.stubFor(
        any(anyUrl())
            .willReturn(
                com.github.tomakehurst.wiremock.client.WireMock.ok()
                    .withHeader("Content-Type", "text/html")
                    .withBody("<html><body><p>Welcome</p></body></html>")));
    Program run = doctorOfHealthy();
    assertTrue(
        line(run, "identity")
            .startsWith("fail  identity    cannot ask STS who signs: the answer is not AWS's"),
        run.out());
    assertTrue(line(run, "identity").contains("do: open a browser"), run.out());
    assertTrue(!run.out().contains("null"), run.out());
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
    assertEquals(2, doctor(url).code());
    System.setProperty("aws.endpointUrlSageMakerRuntimeHttp2", url);
    try {
      sageMakerAnswers(200, described("InService", ""));
      Program run = run("--region", "eu-west-1");
      broken(run, "name", "fail", 2, "correct AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2");
      assertTrue(line(run, "stream").startsWith("skip"), run.out());
    } finally {
      System.clearProperty("aws.endpointUrlSageMakerRuntimeHttp2");
    }
  }

  @Test
  void aDirectoryIsNoFfmpeg() throws Exception {
    java.nio.file.Path odd = java.nio.file.Files.createDirectories(directory.resolve("odd/ffmpeg"));
    environment.put("PATH", odd.getParent().toString());
    broken(doctorOfHealthy(), "ffmpeg", "warn", 0, "install ffmpeg");
  }

  @Test
  void anUnknownHostFails() {
    Program run = doctor("https://no.such.host.invalid:8443");
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
    broken(doctor("http://127.0.0.1:" + port), "tcp", "fail", 6, "let TCP port " + port);
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

  @Test
  void anUnknownEndpointFails() throws Exception {
    broken(
        doctorOf(EmulatorOptions.defaults().withEndpoints(Set.of("other"))),
        "stream",
        "fail",
        5,
        "check --endpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_403, 4, allow sagemaker:InvokeEndpointWithBidirectionalStream",
    "HTTP_424, 7, read the log group",
    "NO_CREATED, 6, the network is fine: check the image's label",
    "EARLY_END, 6, the network is fine"
  })
  void aBrokenEndpointFails(Fault fault, int code, String hint) throws Exception {
    FaultPlan plan = FaultPlan.at(fault, 0);
    Program run = doctorOf(EmulatorOptions.defaults().withFaults(List.of(plan)));
    broken(run, "stream", "fail", code, hint);
  }

  @Test
  void aModelThatGoesSilentFails() throws Exception {
    EmulatorOptions mute =
        EmulatorOptions.defaults()
            .withMode(EmulatorMode.MUTE)
            .withMuteAfter(3)
            .withSlowStart(Duration.ZERO)
            .withIdle(Duration.ZERO);
    dialogues.leaveOut();
    Program run = doctorOf(mute);
    assertTrue(line(run, "stream").startsWith("fail"), run.out());
    assertTrue(run.code() > 5, run.out());
  }

  @Test
  void missingFfmpegIsAWarning() throws Exception {
    environment.put("PATH", "/nonexistent");
    broken(doctorOfHealthy(), "ffmpeg", "warn", 0, "install ffmpeg");
  }

  @Test
  void aSilentMicrophoneIsAWarning() throws Exception {
    microphone = DoctorMachine.level(new float[1600]);
    broken(doctorOfHealthy(), "microphone", "warn", 0, "allow this terminal");
  }

  @Test
  void theReportIsJsonToo() throws Exception {
    environment.put("PATH", "");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      Program run = doctor(emulator.url(), "--json");
      assertTrue(
          run.out()
              .startsWith(
                  "{\"exit\":0,\"checks\":[{\"check\":\"region\",\"grade\":\"ok\","
                      + "\"message\":\"eu-west-1\",\"hint\":\"\"}"),
          run.out());
      assertTrue(run.out().contains("\"check\":\"ffmpeg\",\"grade\":\"warn\""), run.out());
      assertEquals(1, run.out().lines().count());
    }
  }

  private void broken(Program run, String check, String grade, int code, String hint) {
    assertTrue(line(run, check).startsWith(grade), run.out());
    assertTrue(line(run, check).contains("do: " + hint), run.out());
    assertEquals(code, run.code(), run.out());
  }

  /** The line of a check with what to do, if it says so. */
  private static String line(Program run, String check) {
    List<String> lines = run.out().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).substring(6).startsWith(check)) {
        boolean hinted = i + 1 < lines.size() && lines.get(i + 1).strip().startsWith("do: ");
        return lines.get(i) + (hinted ? lines.get(i + 1) : "");
      }
    }
    throw new AssertionError("no line " + check + " in " + run.out());
  }

  /** As without another address, but that the SDK is told one. */
  private Program doctorOfRegion() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      System.setProperty("aws.endpointUrlSageMakerRuntimeHttp2", emulator.url());
      return run("--region", "eu-west-1", "--session-timeout", "5s");
    } finally {
      System.clearProperty("aws.endpointUrlSageMakerRuntimeHttp2");
    }
  }

  private static void sageMakerAnswers(int status, String body) {
    sts.stubFor(
        any(anyUrl())
            .withHeader(
                "X-Amz-Target",
                com.github.tomakehurst.wiremock.client.WireMock.equalTo(
                    "SageMaker.DescribeEndpoint"))
            .willReturn(
                com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                    .withStatus(status)
                    .withBody(body)));
  }

  private static String described(String status, String reason) {
    return "{\"EndpointName\":\"voxtral-realtime\",\"EndpointStatus\":\"%s\",%s\"ProductionVariants\":[{\"CurrentInstanceCount\":1}]}"
        .formatted(status, reason.isEmpty() ? "" : "\"FailureReason\":\"" + reason + "\",");
  }

  private Program doctorOfHealthy() throws Exception {
    return doctorOf(EmulatorOptions.defaults());
  }

  private Program doctorOf(EmulatorOptions options) throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      return doctor(
          emulator.url(),
          "--session-timeout",
          "1s",
          "--stall-timeout",
          "1s",
          "--done-timeout",
          "1s");
    }
  }

  private Program doctor(String url, String... more) {
    return run(
        Stream.concat(Stream.of("--region", "eu-west-1", "--endpoint-url", url), Stream.of(more))
            .toArray(String[]::new));
  }

  private Program run(String... arguments) {
    return run(tls.getSocketFactory(), arguments);
  }

  private Program run(SSLSocketFactory sockets, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProcessContext surroundings =
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]),
            new Terminal(out, err),
            environment,
            new Interruption());
    int code =
        ValueReaders.register(
                new CommandLine(
                    new DoctorCommand(
                        surroundings,
                        new Doctor.Machine(Clock.systemUTC(), () -> sockets, () -> microphone))))
            .execute(arguments);
    Program run =
        new Program(
            code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    dialogues.add(
        "doctor " + lasting(String.join(" ", arguments)),
        new Program(code, lasting(run.out()), lasting(run.err())));
    return run;
  }

  /** Without what machine and moment decide. */
  private static String lasting(String said) {
    return said.replace(directory.toString(), "FOLDER")
        .replaceAll("127\\.0\\.0\\.1:(?!99999)\\d{4,5}\\b", "127.0.0.1:PORT")
        .replaceAll("port (?!8443|99999)\\d{4,5}\\b", "port PORT")
        .replaceAll("in \\d+ ms", "in N ms")
        .replaceAll("ok    clock .*", "ok    clock       N s from AWS's clock")
        .replaceAll("\\d+ s (ahead of|behind)", "N s $1")
        .replaceAll("request id [0-9a-f-]{36}", "request id ID")
        .replaceAll("TLSv1\\.\\d", "TLS");
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
      return run(trust, arguments);
    }
  }

  private static void shakeHands(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        socket.startHandshake();
        socket.getInputStream().read();
      } catch (java.io.IOException ignored) {
        // The client's side of the same failure is what the test looks at.
      }
    }
  }

  private static ResponseDefinitionBuilder identity() {
    return CloudFormationStub.xml(
        "GetCallerIdentity",
        "<Arn>arn:aws:iam::111122223333:user/me</Arn><UserId>A</UserId>"
            + "<Account>111122223333</Account>");
  }

  private static void stsAnswers(ResponseDefinitionBuilder answer, Instant date) {
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    sts.resetAll();
    sts.stubFor(any(anyUrl()).willReturn(answer.withHeader("Date", text)));
  }

  /** A program that is never run. */
  private static final class Script {
    static void standIn(Path directory, String name) {
      Path program = directory.resolve(name);
      try {
        java.nio.file.Files.writeString(program, "#!/bin/sh\n");
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      assertTrue(program.toFile().setExecutable(true));
    }
  }
}
