package io.bidiclient.speech;

import ai.onnxruntime.OrtException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Serves many streams with one model, on a Unix socket. A connection is a stream: its bytes are 16
 * kHz mono s16le, and its end of output is the end of the audio. The answer is lines of UTF-8:
 *
 * <pre>
 *   heard N      all text that the first N samples make certain has been written
 *   text WORDS   words, with the space before them
 *   done         the audio has ended and all of its text has been written
 * </pre>
 *
 * <p>A connection that closes without {@code done} has failed. Each has a thread of its own.
 */
final class SpeechServer implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Path path;
  private final Future<? extends StreamFactory> recognizer;
  private final PrintStream complaints;

  private SpeechServer(
      ServerSocketChannel server,
      Path path,
      Future<? extends StreamFactory> recognizer,
      PrintStream complaints) {
    this.server = server;
    this.path = path;
    this.recognizer = recognizer;
    this.complaints = complaints;
  }

  /**
   * Binds to a path that does not exist yet, in a folder which only its owner can open.
   *
   * @param recognizer waited for by each stream, not by this call
   */
  static SpeechServer open(
      Path path, Future<? extends StreamFactory> recognizer, PrintStream complaints)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      return new SpeechServer(channel, path, recognizer, complaints);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Where to connect to. */
  Path path() {
    return path;
  }

  /** Lets streams in, on a thread of its own. */
  void start() {
    daemon("speech-accept", this::accept);
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel stream = server.accept();
        daemon("speech-stream", () -> serve(stream));
      }
    } catch (IOException e) {
      if (server.isOpen()) {
        complaints.println("bidi-client-speech: no more streams: " + e.getMessage());
      }
    }
  }

  private void serve(SocketChannel stream) {
    try (stream;
        InputStream audio = Channels.newInputStream(stream);
        Writer lines = new BufferedWriter(Channels.newWriter(stream, StandardCharsets.UTF_8))) {
      transcribe(audio, lines);
    } catch (IOException | UncheckedIOException e) {
      // The other side went away in the middle: it wants no more of it.
    } catch (ExecutionException e) {
      complaints.println("bidi-client-speech: " + e.getCause().getMessage());
    } catch (OrtException e) {
      complaints.println("bidi-client-speech: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void transcribe(InputStream audio, Writer lines)
      throws IOException, OrtException, InterruptedException, ExecutionException {
    StreamRecognizer stream = recognizer.get().begin(text -> write(lines, "text " + text));
    PcmReader reader = new PcmReader(stream);
    byte[] some = new byte[8192];
    for (int count = audio.read(some); count >= 0; count = audio.read(some)) {
      reader.hear(some, count);
      write(lines, "heard " + reader.samples());
      lines.flush();
    }
    stream.end();
    write(lines, "done");
  }

  private static void write(Writer lines, String line) {
    try {
      lines.write(line.replace('\n', ' ') + '\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
