package io.bidiclient.transport.sagemaker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes TCP on to a server and cuts each connection at a random byte, by FIN or by reset. */
final class CuttingProxy implements AutoCloseable {
  private static final int MOST_UP = 80_000;
  private static final int MOST_DOWN = 3_000;

  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final URI server;

  /** Owned by the thread that accepts. */
  private final Random random;

  CuttingProxy(URI server, long seed) throws IOException {
    this.server = server;
    this.random = new Random(seed);
    this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        Socket near = listening.accept();
        Socket far = new Socket(server.getHost(), server.getPort());
        boolean reset = random.nextInt(3) == 0;
        boolean cutUp = random.nextBoolean();
        int up = cutUp ? random.nextInt(MOST_UP) : Integer.MAX_VALUE;
        int down = cutUp ? Integer.MAX_VALUE : random.nextInt(MOST_DOWN);
        threads.execute(() -> pass(near, far, up, reset));
        threads.execute(() -> pass(far, near, down, reset));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private static void pass(Socket from, Socket to, int most, boolean reset) {
    byte[] buffer = new byte[4096];
    int left = most;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = 0;
      while (left > 0 && count >= 0) {
        count = in.read(buffer, 0, Math.min(left, buffer.length));
        if (count > 0) {
          out.write(buffer, 0, count);
          left -= count;
        }
      }
      if (reset) {
        from.setSoLinger(true, 0);
        to.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // The other direction was cut.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
