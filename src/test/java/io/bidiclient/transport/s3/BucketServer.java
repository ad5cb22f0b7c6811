package io.bidiclient.transport.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A server of S3's protocol that keeps what is uploaded, as far as uploads go. */
final class BucketServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, String> metadata = new ConcurrentHashMap<>();
  private final Map<Integer, byte[]> parts = new ConcurrentSkipListMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Predicate<String> refused = line -> false;
  private volatile Predicate<String> lost = line -> false;

  BucketServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Method, path and query of each request, with what it said of encryption and conditions. */
  List<String> asked() {
    return asked;
  }

  byte[] object(String path) {
    return objects.getOrDefault(path, new byte[0]);
  }

  /** Answers such requests with 403. */
  void refuse(Predicate<String> line) {
    refused = line;
  }

  /** Does such requests and drops the connection instead of an answer. */
  void loseAnswer(Predicate<String> line) {
    lost = line;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      boolean signed = value(exchange, "x-amz-content-sha256").orElse("").startsWith("STREAMING-");
      byte[] body = signed ? unwrapped(sent) : sent;
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      StringBuilder told = new StringBuilder(line);
      for (String header :
          List.of(
              "x-amz-server-side-encryption",
              "x-amz-server-side-encryption-aws-kms-key-id",
              "If-None-Match",
              "Content-Type")) {
        value(exchange, header).ifPresent(value -> told.append(' ').append(value));
      }
      asked.add(told.toString());
      if (refused.test(line)) {
        send(exchange, 403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
        return;
      }
      store(exchange, body, lost.test(line));
    }
  }

  private void store(HttpExchange exchange, byte[] body, boolean lose) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    int status = 200;
    String answer = "";
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(object(path).length));
      exchange.getResponseHeaders().set("x-amz-meta-words", metadata.get(path));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    if (query.startsWith("uploads")) {
      metadata.put(path, value(exchange, "x-amz-meta-words").orElse(""));
      answer =
          "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>";
    } else if (query.contains("partNumber=")) {
      parts.put(Integer.parseInt(query.replaceAll(".*partNumber=(\\d+).*", "$1")), body);
      exchange.getResponseHeaders().set("ETag", "\"p\"");
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      parts.clear();
      status = 204;
    } else if (objects.containsKey(path) && value(exchange, "If-None-Match").isPresent()) {
      status = 412;
      answer = "<Error><Code>PreconditionFailed</Code><Message>it is there</Message></Error>";
    } else {
      if (query.isEmpty()) {
        metadata.put(path, value(exchange, "x-amz-meta-words").orElse(""));
      }
      objects.put(path, query.isEmpty() ? body : joined());
      answer =
          query.isEmpty()
              ? ""
              : "<CompleteMultipartUploadResult><ETag>w</ETag></CompleteMultipartUploadResult>";
    }
    if (!lose) {
      send(exchange, status, answer);
    }
  }

  /** The bytes in a body whose pieces have signatures before them. */
  private static byte[] unwrapped(byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; ) {
      int end = at;
      while (body[end] != '\n') {
        end++;
      }
      String head = new String(body, at, end - at, StandardCharsets.US_ASCII);
      int size = Integer.parseInt(head.replaceFirst("(?s);.*", "").strip(), 16);
      all.write(body, end + 1, size);
      at = end + 1 + size + 2;
    }
    return all.toByteArray();
  }

  private byte[] joined() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.values().forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] body = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static Optional<String> value(HttpExchange exchange, String header) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(header));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
