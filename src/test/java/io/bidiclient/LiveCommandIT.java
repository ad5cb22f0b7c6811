package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.live.PagePeer;
import io.bidiclient.morse.MorseKeyer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live command through the packaged jar, without a browser. */
class LiveCommandIT {
  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void printsTheAddressAndNothingElseToStdoutAndStreamsWhatIsSpoken() throws Exception {
    Process server = start("--local=morse");
    String url = address(server);
    byte[] pcm = MorseKeyer.usual().atRate(44_100).key("THROUGH THE JAR").pcm16();
    PagePeer page = PagePeer.open(url);
    page.hello();
    page.microphone(1, 44_100).audio(pcm).stop();
    JsonNode summary = page.next("summary");
    assertEquals(" THROUGH THE JAR", page.words());
    assertTrue(summary.path("complete").asBoolean());
    assertEquals("THROUGH THE JAR\n", page.export("text"));
  }

  @Test
  void anInterruptionGivesTheLastWordsAndEndsWith130() throws Exception {
    Process server = start("--local=morse");
    PagePeer page = PagePeer.open(address(server));
    page.hello();
    MorseKeyer.Keyed said = MorseKeyer.usual().key("LAST WORDS");
    page.microphone(1, 16_000).audio(said.pcm16());
    page.next(m -> m.path("sent").asDouble() * 16_000 > said.samples().length - 1_280);
    assertTrue(JarProcess.signal(server, "INT"));
    page.next("summary");
    assertEquals(" LAST WORDS", page.words());
    assertEquals(1001, page.closeCode());
    assertTrue(server.waitFor(20, TimeUnit.SECONDS));
    assertEquals(130, server.exitValue());
  }

  @Test
  void withoutTheTokenUnderAnotherNameOrFromAnotherPageNobodyComesIn() throws Exception {
    URI url = URI.create(address(start("--local=morse")));
    String token = "?" + url.getQuery();
    String host = "Host: " + url.getAuthority();
    String origin = "Origin: http://" + url.getAuthority();

    assertEquals(200, status(url, "/" + token, host));
    assertEquals(403, status(url, "/", host));
    assertEquals(403, status(url, "/page.js", host));
    assertEquals(403, status(url, "/?token=wrong", host));
    assertEquals(403, status(url, "/" + token, "Host: evil.example"));
    assertEquals(403, status(url, "/" + token, "Host: evil.example:" + url.getPort()));
    assertEquals(404, status(url, "/nothing.js" + token, host));
    assertEquals(404, status(url, "/../Main.class" + token, host));

    String[] upgrade = {
      host,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };
    assertEquals(101, status(url, "/visit" + token, with(upgrade, origin)));
    assertEquals(403, status(url, "/visit", with(upgrade, origin)));
    assertEquals(403, status(url, "/visit" + token, upgrade));
    assertEquals(403, status(url, "/visit" + token, with(upgrade, "Origin: http://evil.example")));
    assertEquals(403, status(url, "/visit" + token, with(upgrade, "Origin: null")));
  }

  @Test
  void thePageComesWithAStrictPolicyAndACookieThatScriptsCannotRead() throws Exception {
    URI url = URI.create(address(start("--local=morse")));
    String token = url.getQuery().replace("token=", "");
    String page = exchange(url, "/?token=" + token, "Host: " + url.getAuthority());
    String policy =
        page.lines().filter(line -> line.startsWith("content-security-policy: ")).findFirst().get();
    assertTrue(policy.contains("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertTrue(
        page.contains(
            "set-cookie: bidi-live-"
                + url.getPort()
                + "="
                + token
                + "; Path=/; HttpOnly; SameSite=Strict\r\n"),
        page);
    assertTrue(page.contains("referrer-policy: no-referrer\r\n"), page);
    String body = page.substring(page.indexOf("\r\n\r\n"));
    assertFalse(body.contains(token));
    assertFalse(body.contains("http://") || body.contains("https://"), body);
  }

  @Test
  void speaksTlsUnderTheNamesOfItsCertificate() throws Exception {
    ServerCertificate tls = ServerCertificate.in(folder);
    Process server =
        start(
            "--local=morse",
            "--bind",
            "0.0.0.0",
            "--cert",
            tls.certificate().toString(),
            "--key",
            tls.key().toString());
    URI url = URI.create(firstLine(server));
    assertEquals("https", url.getScheme());
    assertEquals("localhost", url.getHost());
    HttpClient client = HttpClient.newBuilder().sslContext(tls.context()).build();
    HttpResponse<String> page =
        client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, page.statusCode());
    assertTrue(page.headers().firstValue("set-cookie").orElse("").endsWith("; Secure"));
    String policy = page.headers().firstValue("content-security-policy").orElse("");
    assertTrue(policy.contains("connect-src 'self' wss://localhost:" + url.getPort()), policy);
  }

  @Test
  void opensTheBrowserWithoutShowingTheTokenToOthers() throws Exception {
    Path opener = folder.resolve("xdg-open");
    Path seen = folder.resolve("seen");
    Files.writeString(
        opener,
        "#!/bin/sh\necho \"$1\" > '" + seen + ".part'\nmv '" + seen + ".part' '" + seen + "'\n");
    Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process server =
        keep(
            JarProcess.of("live", "--local=morse", "--port", "0", "--open")
                .env(Map.of("PATH", folder + ":" + System.getenv("PATH")))
                .spawn());
    String url = address(server);
    String target = await(seen).strip();
    Path page = Path.of(URI.create(target));
    assertFalse(target.contains("token"), target);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
    assertTrue(Files.readString(page).contains("url=" + url), Files.readString(page));
    assertTrue(JarProcess.signal(server, "TERM"));
    assertTrue(server.waitFor(20, TimeUnit.SECONDS));
    assertEquals(143, server.exitValue());
    assertFalse(Files.exists(page));
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhatToDo() throws Exception {
    int port = URI.create(address(start("--local=morse"))).getPort();
    JarProcess.Finished second =
        JarProcess.of("live", "--local=morse", "--port", Integer.toString(port)).run();
    assertEquals(6, second.code());
    assertEquals("", second.out());
    assertTrue(
        second.firstComplaint().startsWith("bidi-client: cannot listen on 127.0.0.1:" + port),
        second.err());
    assertTrue(second.err().contains("  hint: choose another --port or --bind"), second.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bind 0.0.0.0 | --bind 0.0.0.0 needs --cert and --key",
        "--cert a.pem | --cert and --key must be given together",
        "--max-visitors 0 | --max-visitors takes a number from 1 on",
        "--port 70000 | Invalid value for option '--port': '70000' is not a port: a number from",
        "--local --url ws://127.0.0.1/ | --local and --url cannot be combined",
        "audio.wav | 'audio.wav' is one argument too many for bidi-client live"
      })
  void refusesWhatMakesNoSense(String arguments, String complaint) throws Exception {
    List<String> all = new ArrayList<>(List.of("live"));
    all.addAll(List.of(arguments.strip().split(" ")));
    boolean packaged = arguments.startsWith("--bind");
    JarProcess.Finished run = InProcess.run(packaged, all.toArray(String[]::new));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().startsWith("bidi-client: " + complaint), run.err());
    assertTrue(run.err().contains("\n  hint: "), run.err());
  }

  private Process start(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("live", "--port", "0"));
    all.addAll(List.of(arguments));
    return keep(JarProcess.of(all.toArray(String[]::new)).spawn());
  }

  private Process keep(Process process) {
    processes.add(process);
    return process;
  }

  private static String firstLine(Process server) throws IOException {
    return new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private static String address(Process server) throws IOException {
    String url = firstLine(server);
    assertTrue(
        url != null && url.matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[\\w-]{32}"),
        "it printed " + url);
    return url;
  }

  private static String await(Path file) throws Exception {
    try (var watch = file.getFileSystem().newWatchService()) {
      file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(file)) {
        Optional.ofNullable(watch.poll(30, TimeUnit.SECONDS)).orElseThrow().reset();
      }
    }
    return Files.readString(file);
  }

  private static String[] with(String[] headers, String more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(more);
    return all.toArray(String[]::new);
  }

  private static int status(URI server, String path, String... headers) throws IOException {
    return Integer.parseInt(exchange(server, path, headers).substring(9, 12));
  }

  /** A request to the letter, and what comes back: a client of ours would mend the headers. */
  private static String exchange(URI server, String path, String... headers) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort());
        OutputStream out = socket.getOutputStream()) {
      String request = "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      if (path.startsWith("/visit")) {
        // An upgraded connection stays open.
        byte[] line = socket.getInputStream().readNBytes(12);
        return new String(line, StandardCharsets.US_ASCII) + " ";
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
