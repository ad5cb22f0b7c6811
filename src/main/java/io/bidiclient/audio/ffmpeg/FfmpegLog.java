package io.bidiclient.audio.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ffmpeg says on its standard error, read to its end on a thread of its own so that ffmpeg
 * never waits for us. The first complaints are kept, for the first one is the cause of the others.
 */
final class FfmpegLog {
  private static final int MOST_LINES = 8;
  private static final int MOST_LETTERS = 300;

  /** Who says it, how bad it is, of what, and what. */
  private static final Pattern LINE =
      Pattern.compile("(?:\\[[^]]* @ [^]]*] )*\\[(\\w+)] (?:pipe:0: |file:.*?: (?=[A-Z]))?(.*)");

  /** A guess of ffmpeg's at headerless bytes, which would sound like noise. */
  private static final String GUESS = "misdetection possible";

  private final Thread thread;

  /** Guarded by itself. */
  private final List<String> complaints = new ArrayList<>();

  private FfmpegLog(InputStream err) {
    this.thread = new Thread(() -> listen(err), "ffmpeg-log");
    thread.setDaemon(true);
  }

  /** Starts to listen. */
  static FfmpegLog to(InputStream err) {
    FfmpegLog log = new FfmpegLog(err);
    log.thread.start();
    return log;
  }

  /** Its first complaint, once it has ended; empty when it had none. */
  Optional<String> reason() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (complaints) {
      return complaints.stream().findFirst();
    }
  }

  /** Whether it says by now that it guesses what the input is. */
  boolean guesses() {
    synchronized (complaints) {
      return complaints.stream().anyMatch(line -> line.contains(GUESS));
    }
  }

  private void listen(InputStream err) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(err, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        complaint(line).ifPresent(this::keep);
      }
    } catch (IOException e) {
      keep("its messages could not be read: " + e.getMessage());
    }
  }

  private void keep(String line) {
    synchronized (complaints) {
      if (complaints.size() < MOST_LINES) {
        complaints.add(line.substring(0, Math.min(line.length(), MOST_LETTERS)));
      }
    }
  }

  /** What a line complains of; empty for one that only tells or warns. */
  static Optional<String> complaint(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean grave = List.of("error", "fatal", "panic").contains(matcher.group(1));
    String what = matcher.group(2).strip();
    return grave || what.contains(GUESS) ? Optional.of(what) : Optional.empty();
  }
}
