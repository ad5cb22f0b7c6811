package io.bidiclient.emulator.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * One process at its work. Three threads of its own move bytes, as pipes block: audio in, text out,
 * complaints out. What waits between them and the session is bounded both ways: a program that
 * reads slowly holds the next frame back, and one that prints too much is not read from.
 */
final class ExecUtterance implements EmulatorModel.Utterance {
  /** Audio that may wait for the program, in bytes: two seconds. */
  private static final int MOST_AUDIO = 64_000;

  /** Text that may wait for the client. */
  private static final int MOST_TEXT = 64_000;

  /** How long a program may take to end when its audio has no more use. */
  private static final int LEAVING_SECONDS = 2;

  private static final int LAST_WORDS_MILLIS = 500;

  private final String name;
  private final Process process;
  private final Runnable ready;
  private final Object lock = new Object();

  private final Thread complaints;

  // Guarded by the lock, as all below but the last three.
  private final Queue<byte[]> audio = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private String complaint = "";
  private int waiting;
  private boolean inputEnded;
  private boolean outputEnded;
  private boolean deaf;
  private boolean closed;

  // Owned by the session's thread.
  private long samples;
  private long frames;
  private boolean ended;

  ExecUtterance(String name, Process process, Runnable ready) {
    this.name = name;
    this.process = process;
    this.ready = ready;
    complaints = thread("stderr", this::listen);
    thread("stdin", this::write);
    thread("stdout", this::read);
  }

  @Override
  public void hear(byte[] pcm, int offset, int length) {
    samples += length / 2;
    synchronized (lock) {
      if (!deaf) {
        audio.add(Arrays.copyOfRange(pcm, offset, offset + length));
        waiting += length;
        lock.notifyAll();
      }
    }
  }

  @Override
  public void end() {
    ended = true;
    synchronized (lock) {
      inputEnded = true;
      lock.notifyAll();
    }
  }

  @Override
  public Optional<String> frame() throws IOException {
    synchronized (lock) {
      if (outputEnded) {
        checkExit();
      } else if (waiting > MOST_AUDIO || (ended && (text.length() == 0 || isLast()))) {
        return Optional.empty();
      }
      frames++;
      return Optional.of(take());
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      inputEnded = true;
      lock.notifyAll();
    }
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    var unused =
        process
            .onExit()
            .orTimeout(LEAVING_SECONDS, TimeUnit.SECONDS)
            .exceptionally(late -> process.destroyForcibly());
  }

  /** Whatever comes after this frame would have none to come in. */
  private boolean isLast() {
    return frames + 1 >= ServerFrameClock.total(samples);
  }

  private String take() {
    int length = text.length();
    if (length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) && !outputEnded) {
      length--;
    }
    String taken = text.substring(0, length);
    text.delete(0, length);
    lock.notifyAll();
    return taken;
  }

  private void checkExit() throws IOException {
    int code = process.exitValue();
    if (code != 0) {
      String why = complaint.isEmpty() ? "" : ": " + complaint;
      throw new IOException(name + " ended with exit code " + code + why);
    }
  }

  private void write() {
    try (OutputStream in = process.getOutputStream()) {
      for (byte[] next = next(); next.length > 0; next = next()) {
        in.write(next);
        in.flush();
        synchronized (lock) {
          waiting -= next.length;
        }
        ready.run();
      }
    } catch (IOException e) {
      // It reads no more; its exit code tells whether that is well.
      deafen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for audio; nothing at its end. */
  private byte[] next() throws InterruptedException {
    synchronized (lock) {
      while (audio.isEmpty() && !inputEnded) {
        lock.wait();
      }
      return closed || audio.isEmpty() ? new byte[0] : audio.remove();
    }
  }

  private void read() {
    char[] some = new char[4096];
    try (Reader out = reader(process.getInputStream())) {
      for (int count = out.read(some); count > 0; count = out.read(some)) {
        add(new String(some, 0, count));
        ready.run();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leave();
  }

  private void add(String printed) throws InterruptedException {
    synchronized (lock) {
      while (text.length() > MOST_TEXT && !closed) {
        lock.wait();
      }
      // A program's lines are no part of what was said.
      text.append(printed.replace("\r", "").replace('\n', ' '));
    }
  }

  private void leave() {
    try {
      int unused = process.waitFor();
      complaints.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    synchronized (lock) {
      outputEnded = true;
    }
    deafen();
  }

  private void deafen() {
    synchronized (lock) {
      deaf = true;
      audio.clear();
      waiting = 0;
    }
    ready.run();
  }

  /** Reads complaints, so that none blocks the program, and keeps the last. */
  private void listen() {
    try (BufferedReader err = reader(process.getErrorStream())) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        synchronized (lock) {
          complaint = line.isBlank() ? complaint : line.strip();
        }
      }
    } catch (IOException e) {
      // The process is gone: no text follows.
      process.destroy();
    }
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static Thread thread(String what, Runnable work) {
    Thread thread = new Thread(work, "exec-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
