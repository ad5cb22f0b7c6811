package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.transport.s3.S3Address;
import io.bidiclient.transport.s3.S3Failure;
import io.bidiclient.transport.s3.S3Settings;
import io.bidiclient.transport.s3.S3Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From bucket to bucket, against a server of S3's protocol that runs as a process. */
@ExtendWith(LocalCredentials.class)
class S3IT {
  private static final int OBJECTS = Extent.of(120, 500);
  private static final List<String> LETTERS = List.of("E", "T", "A", "N", "I");

  /** Folders whose names want to be encoded, each in its own way. */
  private static final List<String> FOLDERS = List.of("a b", "a+b", "100%", "ünï 你", "x");

  private static final Pattern STARTED =
      Pattern.compile(".*Tomcat started on ports.* (\\d+) \\(http\\).*");
  private static final Pattern ENTRY =
      Pattern.compile("<Key>([^<]*)</Key><LastModified>([^<]*)</LastModified>");

  private static Process server;
  private static String url = "";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    Path jar = Path.of(System.getProperty("bidi.s3mock", "target/s3mock.jar")).toAbsolutePath();
    assumeTrue(Files.exists(jar) || System.getenv("CI") != null, "no S3 server: left untested");
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "--server.port=0",
                "--com.adobe.testing.s3mock.http-port=0")
            .redirectErrorStream(true)
            .directory(folder.toFile())
            .start();
    BufferedReader said = server.inputReader();
    for (String line = said.readLine(); line != null && url.isEmpty(); line = said.readLine()) {
      Matcher port = STARTED.matcher(line);
      url = port.matches() ? "http://127.0.0.1:" + port.group(1) : "";
    }
    assertFalse(url.isEmpty(), "the S3 server did not start");
    Thread rest = new Thread(() -> readAll(said), "S3 server");
    rest.setDaemon(true);
    rest.start();
    put("/bucket", HttpRequest.BodyPublishers.noBody());
  }

  private static void readAll(BufferedReader said) {
    try {
      while (said.readLine() != null) {}
    } catch (IOException e) {
      // The server was stopped.
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
  }

  @Test
  void everyObjectIsTranscribedOnceThoughOneOfTwoShardsIsKilledAndTheListingGrows()
      throws Exception {
    Map<String, String> wanted = upload();
    Process killed = shard(0).spawn();
    while (listed().size() < 20) {
      assertTrue(killed.isAlive(), "it ended before it could be killed");
      killed.onExit().completeOnTimeout(killed, 100, TimeUnit.MILLISECONDS).join();
    }
    killed.destroyForcibly().waitFor();
    Map<String, String> before = listed();
    assertTrue(before.size() < OBJECTS / 2, before.size() + " were done");
    for (String added : List.of("a b/!first", "x/100a", "zz/last")) {
      put(
          "/bucket/" + encoded("calls/" + added + ".wav"),
          BodyPublishers.ofFile(folder.resolve("E.wav")));
      wanted.put("out/" + added + ".txt", "E");
    }

    JarProcess.Running other = shard(1).start();
    JarProcess.Finished again = shard(0).run();
    assertEquals(0, again.code(), again.err());
    JarProcess.Finished second = other.finish();
    assertEquals(0, second.code(), second.err());

    Map<String, String> after = listed();
    assertEquals(wanted.keySet(), after.keySet());
    before.forEach((key, time) -> assertEquals(time, after.get(key), key + " was written twice"));
    for (String key : wanted.keySet().stream().filter(key -> key.contains("7.")).toList()) {
      HttpResponse<String> answer = get("/bucket/" + encoded(key));
      assertEquals(wanted.get(key) + "\n", answer.body(), key);
      assertTrue(header(answer, "content-type").matches("text/plain; ?charset=utf-8"), key);
      assertTrue(header(answer, "x-amz-meta-audio-sha256").matches("[0-9a-f]{64}"), key);
      assertEquals("complete", header(answer, "x-amz-meta-status"));
    }
    JarProcess.Finished third = run("s3://bucket/calls/", "--output-dir", "s3://bucket/out/");
    assertEquals(2, third.code(), third.err());
    assertTrue(third.err().contains("is there already"), third.err());
  }

  @Test
  void whatIsDoneStaysDoneAfterATermination() throws Exception {
    Path audio = folder.resolve("long.wav");
    MorseFile.write(audio, "PARIS PARIS PARIS", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Path brief = folder.resolve("brief.wav");
    MorseFile.write(brief, "E", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    put("/bucket/term/1.wav", BodyPublishers.ofFile(brief));
    put("/bucket/term/2.wav", BodyPublishers.ofFile(audio));
    Process process =
        jar("s3://bucket/term/", "--output-dir", "s3://bucket/done/", "--pace", "realtime").spawn();
    while (!get("/bucket?list-type=2&prefix=done/").body().contains("<Key>done/1.txt</Key>")) {
      assertTrue(process.isAlive(), "it ended too early");
      process.onExit().completeOnTimeout(process, 100, TimeUnit.MILLISECONDS).join();
    }
    process.destroy();
    assertEquals(143, process.waitFor());
    assertEquals("E\n", get("/bucket/done/1.txt").body());
    assertFalse(get("/bucket?list-type=2&prefix=done/").body().contains("done/2.txt</Key>"));
    JarProcess.Finished rest =
        run("s3://bucket/term/", "--output-dir", "s3://bucket/done/", "--skip-existing");
    assertEquals(0, rest.code(), rest.err());
    assertEquals("PARIS PARIS PARIS\n", get("/bucket/done/2.txt").body());
    assertFalse(get("/bucket?list-type=2&prefix=done/").body().contains(".part"));

    put("/bucket/term/1.mp3", BodyPublishers.ofFile(brief));
    JarProcess.Finished grown =
        run("s3://bucket/term/", "--output-dir", "s3://bucket/done/", "--skip-existing");
    assertEquals(0, grown.code(), grown.err());
    Matcher entry = ENTRY.matcher(get("/bucket?list-type=2&prefix=done/").body());
    assertEquals(
        List.of("done/1.mp3.txt", "done/1.txt", "done/2.txt"),
        entry.results().map(found -> found.group(1)).toList());
  }

  @Test
  void aLargeTranscriptArrivesWholeInPartsAndReplacesNothing() throws Exception {
    byte[] large = new byte[17 << 20];
    new Random(1).nextBytes(large);
    Path file = Files.write(folder.resolve("large"), large);
    S3Address object = new S3Address("bucket", "large/a b+%.jsonl", Optional.empty());
    Map<String, String> metadata = Map.of("status", "complete");
    S3Settings settings =
        new S3Settings(
            Optional.of("eu-west-1"),
            Optional.empty(),
            Optional.of(URI.create(url)),
            false,
            Optional.empty());
    try (S3Store store = new S3Store(settings)) {
      store.put(object, file, "application/jsonl", metadata, false);
      HttpResponse<byte[]> there =
          CLIENT.send(
              request("/bucket/" + encoded(object.key())).build(), BodyHandlers.ofByteArray());
      assertArrayEquals(large, there.body());
      assertEquals("complete", header(there, "x-amz-meta-status"));
      assertTrue(header(there, "etag").contains("-3"), header(there, "etag"));
      Path other = Files.write(folder.resolve("large"), new byte[9 << 20]);
      S3Failure refused =
          assertThrows(
              S3Failure.class,
              () -> store.put(object, other, "application/jsonl", metadata, false));
      assertEquals(S3Failure.Kind.CHANGED, refused.kind(), refused.getMessage());
    }
  }

  private static JarProcess shard(int index) {
    return jar(
        "s3://bucket/calls/",
        "--output-dir",
        "s3://bucket/out",
        "--skip-existing",
        "--jobs",
        "8",
        "--shard",
        index + "/2");
  }

  private static JarProcess.Finished run(String... arguments) throws Exception {
    return jar(arguments).run();
  }

  private static JarProcess jar(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--local=morse", "-q", "--region", "eu-west-1", "--s3-endpoint-url", url));
    return JarProcess.of(all.toArray(String[]::new))
        .env(JarProcess.AWS_KEYS)
        .env(Map.of("LC_ALL", "C.UTF-8"));
  }

  /** Puts the objects there; what is to be made of them, by key. */
  private static Map<String, String> upload() throws Exception {
    List<Path> audio = new ArrayList<>();
    for (String letter : LETTERS) {
      Path file = folder.resolve(letter + ".wav");
      MorseFile.write(file, letter, MorseKeyer.usual(), 1, MorseFile.Form.S16);
      audio.add(file);
    }
    Map<String, String> wanted = new TreeMap<>();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      String name = String.format("%s/%03d", FOLDERS.get(i % FOLDERS.size()), i);
      wanted.put("out/" + name + ".txt", LETTERS.get(i / 7 % LETTERS.size()));
      String path = "/bucket/" + encoded("calls/" + name + ".wav");
      sent.add(
          CLIENT.sendAsync(
              request(path).PUT(BodyPublishers.ofFile(audio.get(i / 7 % LETTERS.size()))).build(),
              BodyHandlers.discarding()));
      if (sent.size() == 20) {
        sent.forEach(CompletableFuture::join);
        sent.clear();
      }
    }
    sent.forEach(CompletableFuture::join);
    return wanted;
  }

  /** All keys of the outputs, with the times at which they were written. */
  private static Map<String, String> listed() throws Exception {
    Map<String, String> keys = new TreeMap<>();
    Matcher entry = ENTRY.matcher(get("/bucket?list-type=2&prefix=out/").body());
    while (entry.find()) {
      keys.put(entry.group(1), entry.group(2));
    }
    return keys;
  }

  private static String encoded(String key) throws Exception {
    return new URI(null, null, "/" + key, null).toASCIIString().substring(1).replace("+", "%2B");
  }

  private static void put(String path, HttpRequest.BodyPublisher body) throws Exception {
    HttpResponse<?> answer =
        CLIENT.send(request(path).PUT(body).build(), BodyHandlers.discarding());
    assertEquals(200, answer.statusCode(), path);
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
