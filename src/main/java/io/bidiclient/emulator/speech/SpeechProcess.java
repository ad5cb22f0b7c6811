package io.bidiclient.emulator.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The speech program, running. It ends when its standard input does, so also when this process is
 * killed. Safe for use from many threads.
 */
final class SpeechProcess implements AutoCloseable {
  /** How long it may take to listen: a JVM starts in that time, the model is loaded later. */
  private static final int STARTING_SECONDS = 30;

  private static final int LAST_WORDS_MILLIS = 1000;

  private final Process process;
  private final CompletableFuture<Path> socket = new CompletableFuture<>();
  private final Thread complaints;
  private volatile String complaint = "";

  private SpeechProcess(Process process) {
    this.process = process;
    this.complaints = daemon("speech-stderr", this::listen);
  }

  static SpeechProcess start(SpeechInstallation installation) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-jar",
                installation.jar().toString(),
                "--listen",
                "--dir",
                installation.model().toString())
            .start();
    SpeechProcess started = new SpeechProcess(process);
    daemon("speech-stdout", started::read);
    return started;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** A stream of its own; waits until the program listens. */
  SocketChannel connect() throws IOException {
    try {
      return SocketChannel.open(
          UnixDomainSocketAddress.of(socket.get(STARTING_SECONDS, TimeUnit.SECONDS)));
    } catch (ExecutionException e) {
      throw new IOException("it never listened", e);
    } catch (TimeoutException e) {
      throw new IOException("it does not listen", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * Tells why a stream broke, in the program's own words where it has said any.
   *
   * @param cause how the break showed
   */
  IOException failure(IOException cause) {
    String why = complaint.isEmpty() ? cause.getMessage() : complaint;
    try {
      if (process.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
        complaints.join(LAST_WORDS_MILLIS);
        why = "exit code " + process.exitValue() + (complaint.isEmpty() ? "" : ": " + complaint);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new IOException("the speech program failed: " + why, cause);
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
  }

  /** The first line tells where it listens. */
  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("listening ")) {
          socket.complete(Path.of(line.substring("listening ".length())));
        }
      }
    } catch (IOException e) {
      process.destroy();
    }
    socket.completeExceptionally(new IOException("ended"));
  }

  private void listen() {
    try (BufferedReader err = process.errorReader()) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        complaint = line.isBlank() ? complaint : line.strip();
      }
    } catch (IOException e) {
      process.destroy();
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
