package io.bidiclient;

import static java.util.stream.Collectors.partitioningBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server that speaks S3's protocol may answer, through the packaged jar. */
@ExtendWith(LocalCredentials.class)
class S3AnswersIT {
  private static final Path SAMPLE = Path.of(System.getProperty("bidi.samples"), "hello-morse.wav");
  private static final String SAID = "HELLO WORLD THIS TEXT IS READ FROM SOUND\n";
  private static final int CUT = 200_000;

  /** Requests as they came: method, path with query, and the headers that matter. */
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Answer answer = exchange -> {};
  private HttpServer server;

  /** Answers a request. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + header(exchange, "Range")
                  + header(exchange, "x-amz-request-payer"));
          try (exchange) {
            answer.to(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jar     | 403 | AccessDenied                 | 4 | ask for s3:GetObject",
        "process | 400 | ExpiredToken                 | 4 | log in again",
        "process | 403 | InvalidAccessKeyId           | 4 | check the access key",
        "jar     | 404 | NoSuchKey                    | 3 | check the key",
        "process | 404 | NoSuchBucket                 | 3 | check the bucket's name",
        "jar     | 301 | PermanentRedirect            | 3 | name the region",
        "process | 400 | AuthorizationHeaderMalformed | 3 | name the region",
        "process | 400 | KMS.DisabledException        | 4 | check the KMS key",
        "process | 403 | InvalidObjectState           | 3 | restore the object",
      })
  void aRefusalSaysWhyAndWhatToDo(String where, int status, String code, int exit, String hint)
      throws Exception {
    answer = exchange -> refuse(exchange, status, code);
    String object = "s3://bucket/calls/a.wav";
    JarProcess.Finished run =
        where.equals("jar") ? run(object) : InProcess.of(local(List.of(object))).run();
    assertEquals(exit, run.code(), run.err());
    assertTrue(
        run.err().startsWith("bidi-client: cannot read s3://bucket/calls/a.wav: "), run.err());
    assertTrue(run.err().contains("\n  hint: " + hint), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aCutConnectionIsResumedByARange() throws Exception {
    byte[] audio = Files.readAllBytes(SAMPLE);
    answer = ranges(audio);
    JarProcess.Finished run = run("s3://bucket/a b+c%é.wav?versionId=v7", "--s3-requester-pays");
    assertEquals(0, run.code(), run.err());
    assertEquals(SAID, run.out());
    assertEquals((audio.length + CUT - 1) / CUT, asked.size(), asked.toString());
    assertEquals(
        "GET /bucket/a%20b%2Bc%25%C3%A9.wav?versionId=v7 bytes=" + CUT + "- requester",
        asked.get(1));
  }

  @Test
  void aFilmWithItsIndexAtTheEndIsReadByRangesWithoutATemporaryFile() throws Exception {
    Tool.need("ffmpeg");
    Path film = folder.resolve("film.mp4");
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-f", "lavfi"));
    command.addAll(List.of("-i", "testsrc=size=320x240:rate=10", "-i", SAMPLE.toString()));
    command.addAll(List.of("-shortest", "-c:v", "mpeg4", "-b:v", "400k", "-c:a", "aac"));
    command.add(film.toString());
    Tool.run(command);
    byte[] object = Files.readAllBytes(film);
    assertTrue(object.length > 2 * CUT, object.length + " bytes");
    answer = ranges(object);
    JarProcess.Finished run = run("s3://bucket/film.mp4", "-Djava.io.tmpdir=/nonexistent");
    assertEquals(0, run.code(), run.err());
    assertEquals(SAID, run.out());
    assertTrue(asked.get(2).matches(".* bytes=\\d{6}-"), "the index: " + asked);
    assertTrue(asked.get(3).matches(".* bytes=\\d{2}-"), "the sound: " + asked);
  }

  @Test
  void allPagesOfAListingAndOfAnInventoryAreTaken() throws Exception {
    byte[] audio = Files.readAllBytes(SAMPLE);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(
          "\"bucket\",\"x/a%20b.wav\",\"10\"\n\"bucket\",\"x/n.txt\",\"1\"\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    String manifest =
        "{\"destinationBucket\":\"arn:aws:s3:::lists\",\"fileFormat\":\"CSV\","
            + "\"fileSchema\":\"Bucket, Key, Size\",\"files\":[{\"key\":\"d/1.csv.gz\"}]}";
    answer =
        exchange -> {
          String uri = exchange.getRequestURI().toString();
          if (uri.contains("list-type=2")) {
            boolean first = !uri.contains("continuation-token=next");
            send(exchange, page(first).getBytes(StandardCharsets.UTF_8));
          } else if (uri.endsWith("manifest.json")) {
            send(exchange, manifest.getBytes(StandardCharsets.UTF_8));
          } else if (uri.endsWith(".csv.gz")) {
            send(exchange, zipped.toByteArray());
          } else {
            send(exchange, audio);
          }
        };
    JarProcess.Finished run =
        run(
            "s3://bucket/calls/",
            "@s3://lists/manifest.json",
            "--output-dir",
            folder.toString(),
            "--jobs",
            "3");
    assertEquals(0, run.code(), run.err());
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .toList();
      assertEquals(
          List.of("one.txt", "sub/one.txt", "two.mp3.txt", "two.wav.txt", "x/a b.txt"), names);
    }
  }

  /** An object that can be had from any place on, and whose connections break. */
  private static Answer ranges(byte[] object) {
    return exchange -> {
      String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
      int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      exchange.getResponseHeaders().set("ETag", "\"v1\"");
      if (from > 0) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range", "bytes " + from + "-" + (object.length - 1) + "/" + object.length);
      }
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, object.length - from);
      // Closing an answer that is too short ends the connection.
      exchange.getResponseBody().write(object, from, Math.min(CUT, object.length - from));
      exchange.getResponseBody().flush();
    };
  }

  private static String page(boolean first) {
    List<String> keys =
        first
            ? List.of("calls/one.wav", "calls/sub/one.wav", "calls/readme.md")
            : List.of("calls/two.wav", "calls/two.mp3");
    StringBuilder page =
        new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult><Name>bucket</Name>");
    page.append("<IsTruncated>").append(first).append("</IsTruncated>");
    page.append(first ? "<NextContinuationToken>next</NextContinuationToken>" : "");
    for (String key : keys) {
      page.append("<Contents><Key>" + key + "</Key><Size>1</Size></Contents>");
    }
    return page + "</ListBucketResult>";
  }

  private JarProcess.Finished run(String... arguments) throws Exception {
    Map<Boolean, List<String>> all =
        Stream.of(arguments).collect(partitioningBy(argument -> argument.startsWith("-D")));
    return JarProcess.withJvm(all.get(true), local(all.get(false))).env(JarProcess.AWS_KEYS).run();
  }

  private String[] local(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(
        List.of(
            "--local=morse",
            "-q",
            "--region",
            "eu-west-1",
            "--s3-endpoint-url",
            "http://127.0.0.1:" + server.getAddress().getPort()));
    return all.toArray(String[]::new);
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    byte[] body =
        ("<?xml version=\"1.0\"?><Error><Code>"
                + code
                + "</Code><Message>It is so</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void send(HttpExchange exchange, byte[] body) {
    try {
      exchange.getResponseHeaders().set("ETag", "\"v1\"");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : " " + value;
  }
}
