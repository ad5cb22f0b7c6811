package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.bidiclient.transport.ConnectProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of another region than the client's, behind the names that Amazon's servers have. */
class S3RegionIT {
  private static final String HERE = "calls.s3.eu-west-1.amazonaws.com";
  private static final String THERE = "calls.s3.eu-north-1.amazonaws.com";
  private static final Path SAMPLE = Path.of(System.getProperty("bidi.samples"), "hello-morse.wav");
  private static final Pattern REGION = Pattern.compile("Credential=AKIDEXAMPLE/\\d+/([^/]+)/s3/");

  /** Requests as they came: region of the host, region that was signed for, method and path. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final List<String> written = new CopyOnWriteArrayList<>();
  private final List<String> encrypted = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  @Test
  void itIsFoundThereAndReadAndWrittenEncrypted() throws Exception {
    ServerCertificate certificate = ServerCertificate.in(folder, HERE, THERE);
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpsServer server = server(threads, certificate);
    try (ConnectProxy proxy = ConnectProxy.to(server.getAddress().getPort())) {
      Map<String, String> environment = new HashMap<>(proxy.environment());
      environment.put("AWS_CA_BUNDLE", certificate.certificate().toString());
      JarProcess.Finished run =
          JarProcess.of(
                  "s3://calls/in/",
                  "--output-dir=s3://calls/out/",
                  "--local=morse",
                  "-q",
                  "--region=eu-west-1",
                  "--s3-sse=aws:kms",
                  "--s3-sse-kms-key-id=alias/calls")
              .env(JarProcess.AWS_KEYS)
              .env(environment)
              .run();
      assertEquals(0, run.code(), run.err());
      assertEquals(1, written.size(), asked.toString());
      assertTrue(written.get(0).contains("HELLO WORLD THIS TEXT IS READ"), written.toString());
      assertEquals(List.of("aws:kms alias/calls"), encrypted);
      assertEquals("eu-west-1 eu-west-1 GET /?list-type=2", shortened(asked.get(0)));
      assertEquals("eu-north-1 eu-north-1 GET /?list-type=2", shortened(asked.get(1)));
      assertTrue(asked.contains("eu-north-1 eu-north-1 GET /in/a.wav"), asked.toString());
      assertTrue(asked.contains("eu-north-1 eu-north-1 PUT /out/a.txt"), asked.toString());
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static String shortened(String line) {
    return line.replaceFirst("&.*", "");
  }

  private HttpsServer server(ExecutorService threads, ServerCertificate certificate)
      throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String host = exchange.getRequestHeaders().getFirst("Host");
      Matcher signed = REGION.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
      String method = exchange.getRequestMethod();
      asked.add(
          host.replaceFirst(".*\\.s3\\.([^.]*)\\..*", "$1")
              + " "
              + (signed.find() ? signed.group(1) : "?")
              + " "
              + method
              + " "
              + exchange.getRequestURI());
      exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-north-1");
      if (!host.startsWith(THERE)) {
        send(
            exchange,
            301,
            "<Error><Code>PermanentRedirect</Code><Message>The bucket you are attempting to access"
                + " must be addressed using the specified endpoint.</Message></Error>");
      } else if (exchange.getRequestURI().getPath().equals("/")) {
        boolean inputs = exchange.getRequestURI().getQuery().contains("prefix=in/");
        String entry = inputs ? "<Contents><Key>in/a.wav</Key><Size>9</Size></Contents>" : "";
        send(exchange, 200, "<ListBucketResult>" + entry + "</ListBucketResult>");
      } else if (method.equals("PUT")) {
        written.add(new String(body, StandardCharsets.UTF_8));
        encrypted.add(
            header(exchange, "x-amz-server-side-encryption")
                + " "
                + header(exchange, "x-amz-server-side-encryption-aws-kms-key-id"));
        exchange.sendResponseHeaders(200, -1);
      } else {
        exchange.getResponseHeaders().set("ETag", "\"v\"");
        exchange.sendResponseHeaders(200, Files.size(SAMPLE));
        exchange.getResponseBody().write(Files.readAllBytes(SAMPLE));
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] body = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
