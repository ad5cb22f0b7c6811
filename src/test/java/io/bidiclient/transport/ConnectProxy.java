package io.bidiclient.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy on loopback that tunnels every CONNECT to one port of this machine, whatever host was
 * asked for, or refuses all with one answer.
 */
public final class ConnectProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final String answer;
  private final int port;

  private ConnectProxy(String answer, int port) throws IOException {
    this.answer = answer;
    this.port = port;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Tunnels to a port on loopback. */
  public static ConnectProxy to(int port) throws IOException {
    return new ConnectProxy("HTTP/1.1 200 Connection established\r\n\r\n", port);
  }

  /** Refuses with a status line, such as "403 Forbidden". */
  public static ConnectProxy refusing(String status) throws IOException {
    return new ConnectProxy(
        "HTTP/1.1 "
            + status
            + "\r\nProxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n",
        -1);
  }

  /** Answers every request itself, whatever it is. */
  public static ConnectProxy answering(String body) throws IOException {
    return new ConnectProxy(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body,
        -1);
  }

  /** The heads of all requests. */
  public List<String> requests() {
    return requests;
  }

  /** The variables that name it. */
  public Map<String, String> environment() {
    return Map.of("HTTPS_PROXY", "127.0.0.1:" + listening.getLocalPort());
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      requests.add(head(client.getInputStream()));
      client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      if (port >= 0) {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
          threads.execute(() -> pass(server, client));
          pass(client, server);
        }
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the client closed within its request");
      }
      head.append((char) c);
    }
    return head.toString();
  }

  private static void pass(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One end went away: the other follows.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
