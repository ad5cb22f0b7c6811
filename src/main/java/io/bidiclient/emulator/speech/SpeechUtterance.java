package io.bidiclient.emulator.speech;

import io.bidiclient.emulator.model.EmulatorModel;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One stream of the speech program. A frame is held back until the program has heard all of the
 * audio before it, so that text comes in the same frame on every machine. One thread of its own
 * sends a piece of audio and reads until it was heard.
 *
 * <p>At most the audio of a frame is under way, so nothing piles up here.
 */
final class SpeechUtterance implements EmulatorModel.Utterance {
  private static final byte[] END = {};

  private final SpeechProcess process;
  private final Runnable ready;
  private final BlockingQueue<byte[]> audio = new LinkedBlockingQueue<>();
  private final Object lock = new Object();

  // Guarded by the lock.
  private final StringBuilder text = new StringBuilder();
  private long heard;
  private boolean done;
  private Optional<IOException> failure = Optional.empty();
  private Optional<SocketChannel> open = Optional.empty();
  private boolean closed;

  // Owned by the session's thread.
  private long given;
  private boolean ended;

  private SpeechUtterance(SpeechProcess process, Runnable ready) {
    this.process = process;
    this.ready = ready;
  }

  static SpeechUtterance begin(SpeechProcess process, Runnable ready) {
    SpeechUtterance utterance = new SpeechUtterance(process, ready);
    Thread thread = new Thread(utterance::run, "speech-utterance");
    thread.setDaemon(true);
    thread.start();
    return utterance;
  }

  @Override
  public void hear(byte[] pcm, int offset, int length) {
    if (length > 0) {
      given += length / 2;
      audio.add(Arrays.copyOfRange(pcm, offset, offset + length));
    }
  }

  @Override
  public void end() {
    ended = true;
    audio.add(END);
  }

  @Override
  public Optional<String> frame() throws IOException {
    synchronized (lock) {
      if (failure.isPresent()) {
        throw failure.get();
      }
      if (ended ? !done : heard < given) {
        return Optional.empty();
      }
      String said = text.toString();
      text.setLength(0);
      return Optional.of(said);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      open.ifPresent(SpeechUtterance::close);
    }
    // Wakes the thread where it waits for audio.
    audio.add(END);
  }

  private void run() {
    try (SocketChannel stream = process.connect()) {
      if (adopt(stream)) {
        transcribe(stream);
      }
    } catch (IOException e) {
      fail(process.failure(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ready.run();
  }

  private boolean adopt(SocketChannel stream) {
    synchronized (lock) {
      open = Optional.of(stream);
      return !closed;
    }
  }

  private void transcribe(SocketChannel stream) throws IOException, InterruptedException {
    BufferedReader lines = new BufferedReader(Channels.newReader(stream, StandardCharsets.UTF_8));
    long sent = 0;
    for (byte[] next = audio.take(); next.length > 0; next = audio.take()) {
      ByteBuffer pcm = ByteBuffer.wrap(next);
      while (pcm.hasRemaining()) {
        int unused = stream.write(pcm);
      }
      sent += next.length / 2;
      long wanted = sent;
      while (heard() < wanted) {
        take(lines.readLine());
      }
      ready.run();
    }
    stream.shutdownOutput();
    while (!isDone()) {
      take(lines.readLine());
    }
  }

  private void take(String line) throws IOException {
    if (line == null) {
      throw new EOFException("the stream ended before it was done");
    }
    synchronized (lock) {
      if (line.startsWith("text ")) {
        text.append(line, "text ".length(), line.length());
      } else if (line.startsWith("heard ")) {
        heard = Long.parseLong(line.substring("heard ".length()));
      } else {
        done = line.equals("done");
      }
    }
  }

  private void fail(IOException e) {
    synchronized (lock) {
      failure = closed ? failure : Optional.of(e);
    }
  }

  private long heard() {
    synchronized (lock) {
      return heard;
    }
  }

  private boolean isDone() {
    synchronized (lock) {
      return done;
    }
  }

  private static void close(SocketChannel stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
