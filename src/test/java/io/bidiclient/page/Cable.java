package io.bidiclient.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A cable to a server on this machine that can be cut: every connection through it breaks. */
final class Cable implements AutoCloseable {
  private final ServerSocket near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger made = new AtomicInteger();
  private final int port;

  /** A cable to the port. */
  Cable(int port) throws IOException {
    this.port = port;
    start(this::accept);
  }

  /** The port at its near end. */
  int port() {
    return near.getLocalPort();
  }

  /** Connections that were made through it. */
  int connections() {
    return made.get();
  }

  /** Breaks every connection, without a word. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    near.close();
    cut();
  }

  private void accept() throws IOException {
    for (; ; ) {
      Socket here = near.accept();
      Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(here);
      sockets.add(there);
      made.incrementAndGet();
      start(() -> copy(here, there));
      start(() -> copy(there, here));
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    }
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // It was cut, here or at an end.
              }
            },
            "cable");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Task {
    void run() throws IOException;
  }
}
