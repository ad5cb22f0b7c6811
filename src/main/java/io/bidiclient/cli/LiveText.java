package io.bidiclient.cli;

import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.ServerEvent;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.Warning;
import io.bidiclient.transcript.TextWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The transcript on stdout, for as long as somebody reads it. */
final class LiveText implements TranscriptionListener {
  private final TextWriter text;
  private final Consumer<String> talk;
  private Optional<IOException> broken = Optional.empty();

  LiveText(Terminal terminal, Consumer<String> talk) {
    this.text = new TextWriter(terminal.out());
    this.talk = talk;
  }

  @Override
  public void heard(String words, long samples) {
    write(() -> text.heard(words));
  }

  @Override
  public void done(ServerEvent.Done done) {
    // The session has compared it with what was written here.
  }

  @Override
  public void warned(Warning warning) {
    talk.accept("warning: " + warning.message());
  }

  @Override
  public boolean isClosed() {
    return broken.isPresent();
  }

  /** Ends the text: a whole transcript has a line even when nothing was said. */
  void end(boolean whole) {
    write(whole ? text::end : text::breakOff);
  }

  /** What went wrong in the run or in the writing. A reader that went away is nothing wrong. */
  List<Problem> problems(Result result) {
    List<Problem> problems = new ArrayList<>(Problem.of(result));
    if (broken.isPresent() && !isReaderGone(broken.get())) {
      problems.add(
          new Problem(
              ExitCode.PARTIAL,
              "cannot write the transcript: " + broken.get().getMessage(),
              "free some space, or write elsewhere"));
    }
    return problems;
  }

  private void write(Writing writing) {
    if (broken.isPresent()) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      broken = Optional.of(e);
    }
  }

  /** EPIPE: Java gives no other sign of it than the system's words. */
  private static boolean isReaderGone(IOException e) {
    return String.valueOf(e.getMessage()).contains("Broken pipe");
  }

  private interface Writing {
    void run() throws IOException;
  }
}
