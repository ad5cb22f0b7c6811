package io.bidiclient.run.output;

import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.write.FileDocument;
import io.bidiclient.transcript.write.Format;
import io.bidiclient.transcript.write.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * One place that a transcript is written to, for as long as that can be written to. Owned by the
 * run's thread.
 */
public final class Output {
  private final String place;
  private final TranscriptWriter writer;
  private final Closeable file;
  private final Optional<Naming> naming;
  private Optional<IOException> broken = Optional.empty();

  private Output(String place, TranscriptWriter writer, Closeable file, Optional<Naming> naming) {
    this.place = place;
    this.writer = writer;
    this.file = file;
    this.naming = naming;
  }

  /** A file that gets its name once it is whole. */
  private record Naming(Path part, Path whole) {}

  /** Something that may find the place broken. */
  private interface Writing {
    void run() throws IOException;
  }

  /** Writes to a stream that stays open. */
  public static Output on(String place, Writer out, Format format, String input, Target target)
      throws IOException {
    return new Output(place, format.writer(out, input, target), () -> {}, Optional.empty());
  }

  /** Writes to a file, which is begun anew. */
  static Output in(Path path, Format format, String input, Target target) throws IOException {
    return in(path, path.toString(), format, input, target, Optional.empty());
  }

  /** Writes to a file that has {@code .part} behind its name until the transcript is complete. */
  static Output named(Path path, Format format, String input, Target target) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve(path.getFileName() + ".part");
    Optional<Naming> naming = Optional.of(new Naming(part, path));
    return in(part, path.toString(), format, input, target, naming);
  }

  private static Output in(
      Path path, String name, Format format, String input, Target target, Optional<Naming> naming)
      throws IOException {
    if (format == Format.JSON) {
      // The page is closed by the writer's end; before it there is nothing to flush.
      return new Output(name, new JsonWriter(new FileDocument(path), input), () -> {}, naming);
    }
    Writer out = Files.newBufferedWriter(path);
    return new Output(name, format.writer(out, input, target), out, naming);
  }

  /** Writes, unless the place broke before. */
  void write(TranscriptEvent event) {
    attempt(() -> writer.write(event));
  }

  private void attempt(Writing writing) {
    if (broken.isPresent()) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      broken = Optional.of(e);
    }
  }

  /**
   * Closes the file; names it as whole if the transcript is, and drops it if nothing was heard. One
   * that broke keeps the name that says it is not whole.
   */
  void close(Summary summary) {
    if (isBroken()) {
      release();
      return;
    }
    attempt(
        () -> {
          file.close();
          if (naming.isPresent()) {
            settle(naming.get(), summary);
          }
        });
  }

  /** Gives the file back to the system; what could not be written is known already. */
  private void release() {
    try {
      file.close();
    } catch (IOException e) {
      broken.ifPresent(first -> first.addSuppressed(e));
    }
  }

  private static void settle(Naming naming, Summary summary) throws IOException {
    if (summary.complete()) {
      Files.move(naming.part(), naming.whole(), StandardCopyOption.REPLACE_EXISTING);
    } else if (summary.words() == 0) {
      Files.delete(naming.part());
    }
  }

  boolean isBroken() {
    return broken.isPresent();
  }

  /** What is wrong with the place; a reader that went away is nothing wrong. */
  Optional<Problem> problem() {
    return broken
        .filter(e -> !Terminal.isReaderGone(e))
        .map(e -> WriteFailure.of("the transcript to " + place, e));
  }
}
