package io.bidiclient.run.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server of one file on loopback, healthy or not. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private FileServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.start();
  }

  static FileServer http() throws IOException {
    return new FileServer(HttpServer.create(loopback(), 0));
  }

  static FileServer https(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new FileServer(server);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** What it does with a request for a path. */
  interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  /** Answers requests for a path, and what is below it. */
  FileServer on(String path, Answer answer) {
    server.createContext(
        path,
        request -> {
          asked.add(told(request));
          try (request) {
            answer.to(request);
          }
        });
    return this;
  }

  /** Path, range and login of a request. */
  private static String told(HttpExchange request) {
    StringBuilder told = new StringBuilder(request.getRequestURI().toString());
    for (String header : List.of("Range", "If-Range", "Authorization")) {
      String value = request.getRequestHeaders().getFirst(header);
      told.append(value == null ? "" : " " + value);
    }
    return told.toString();
  }

  /** The bytes, as a server that knows ranges gives them, breaking after so many of each answer. */
  static Answer ranges(byte[] bytes, int most) {
    return request -> {
      String range = request.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      request.getResponseHeaders().set("ETag", "\"v1\"");
      if (range != null) {
        request
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
      }
      send(request, range == null ? 200 : 206, bytes, from, most);
    };
  }

  /** The bytes from a place on, of which no more than so many are sent. */
  static void send(HttpExchange request, int status, byte[] bytes, int from, int most)
      throws IOException {
    request.sendResponseHeaders(status, bytes.length - from);
    OutputStream body = request.getResponseBody();
    body.write(bytes, from, Math.min(most, bytes.length - from));
    body.flush();
  }

  /** A status without a body. */
  static Answer status(int status, String... headers) {
    return request -> {
      for (int n = 0; n < headers.length; n += 2) {
        request.getResponseHeaders().set(headers[n], headers[n + 1]);
      }
      request.sendResponseHeaders(status, -1);
    };
  }

  String url(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + server.getAddress().getPort() + path;
  }

  /** Path, range and login of each request so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
