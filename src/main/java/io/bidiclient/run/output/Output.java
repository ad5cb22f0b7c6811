package io.bidiclient.run.output;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.SystemWords;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.run.files.PartFile;
import io.bidiclient.run.remote.S3Problems;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.write.FileDocument;
import io.bidiclient.transcript.write.Format;
import io.bidiclient.transport.s3.S3Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One place that a transcript is written to, for as long as that can be written to. Owned by the
 * run's thread.
 */
public final class Output {
  private final String place;
  private final TranscriptWriter writer;

  /** Closing it writes what was gathered, and leaves the file open. */
  private final Closeable text;

  private final Closeable file;
  private final Ending ending;
  private Optional<IOException> broken = Optional.empty();

  private Output(
      String place, TranscriptWriter writer, Closeable text, Closeable file, Ending ending) {
    this.place = place;
    this.writer = writer;
    this.text = text;
    this.file = file;
    this.ending = ending;
  }

  /** What becomes of a file that is closed. */
  interface Ending {
    /** The run has ended. */
    void settle(Summary summary) throws IOException;

    /** There is no run. */
    void drop() throws IOException;
  }

  /** A file that is replaced, however the run ends; but text never by a failure without any. */
  private record Replaced(PartFile file, Format format) implements Ending {
    @Override
    public void settle(Summary summary) throws IOException {
      boolean silent = !summary.complete() && summary.words() == 0 && !format.tellsStatus();
      if (silent && file.replacesText()) {
        file.discard();
      } else {
        file.settle();
      }
    }

    @Override
    public void drop() throws IOException {
      file.discard();
    }
  }

  /** A file that is there once its transcript is complete, and never without words. */
  private record Completed(PartFile file, boolean replace) implements Ending {
    @Override
    public void settle(Summary summary) throws IOException {
      if (!summary.complete()) {
        if (summary.words() == 0) {
          file.discard();
        }
      } else if (replace) {
        file.settle();
      } else {
        file.settleNew();
      }
    }

    @Override
    public void drop() throws IOException {
      file.discard();
    }
  }

  /** A stream that stays as it is. */
  private record Untouched() implements Ending {
    @Override
    public void settle(Summary summary) {}

    @Override
    public void drop() {}
  }

  /** Something that may find the place broken. */
  private interface Writing {
    void run() throws IOException;
  }

  /** Writes to a stream that stays open. */
  public static Output on(
      String place, Writer out, OutputChoice choice, String input, Target target)
      throws IOException {
    return new Output(
        place,
        choice.format().writer(out, input, target, choice.cues()),
        () -> {},
        () -> {},
        new Untouched());
  }

  /** Writes to a file that was named for this format: it is replaced, however the run ends. */
  static Output in(Path path, OutputChoice choice, String input, Target target)
      throws CommandException {
    try {
      PartFile file = PartFile.open(path);
      Ending ending = new Replaced(file, choice.format());
      return in(path.toString(), file, choice, input, target, ending);
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("the transcript to " + path, e), e);
    }
  }

  /**
   * Writes to a file of an output folder, which gets its name when the transcript is complete and
   * is dropped if there are no words.
   *
   * @param replace whether a file of that name is replaced
   */
  static Output named(Path path, boolean replace, OutputChoice choice, String input, Target target)
      throws CommandException {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      PartFile file = PartFile.open(path);
      return in(path.toString(), file, choice, input, target, new Completed(file, replace));
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("the transcript to " + path, e), e);
    }
  }

  /** Writes to a file of which something else is made in the end. */
  static Output stored(
      String place, Path file, Ending ending, OutputChoice choice, String input, Target target)
      throws IOException {
    return in(place, PartFile.temporary(file), choice, input, target, ending);
  }

  private static Output in(
      String place, PartFile file, OutputChoice choice, String input, Target target, Ending ending)
      throws IOException {
    try {
      if (choice.format().hasTail() && !file.isDirect()) {
        // The page is ended by the writer; before that there is nothing to flush.
        FileDocument page = new FileDocument(file.channel());
        TranscriptWriter writer = choice.format().writer(page, input, choice.cues());
        return new Output(place, writer, () -> {}, file, ending);
      }
      Writer out = file.writer();
      TranscriptWriter writer = choice.format().writer(out, input, target, choice.cues());
      return new Output(place, writer, out, file, ending);
    } catch (IOException e) {
      try (file) {
        ending.drop();
      }
      throw e;
    }
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

  /** Closes the file, and gives it its name; one that broke keeps that of what is not whole. */
  void close(Summary summary) {
    attempt(
        () -> {
          text.close();
          ending.settle(summary);
        });
    release();
  }

  /** Gives the file back to the system; what broke first is told. */
  private void release() {
    try {
      file.close();
    } catch (IOException e) {
      broken.ifPresentOrElse(first -> first.addSuppressed(e), () -> broken = Optional.of(e));
    }
  }

  /** Drops what was begun, since another output of the same transcript cannot be opened. */
  void abandon() {
    attempt(ending::drop);
    release();
  }

  boolean isBroken() {
    return broken.isPresent();
  }

  /** What is wrong with the place; a reader that went away is nothing wrong. */
  Optional<Problem> problem() {
    return broken
        .filter(e -> !SystemWords.isReaderGone(e))
        .map(
            e ->
                e instanceof S3Failure failure
                    ? S3Problems.of("cannot write the transcript to " + place, failure)
                    : WriteFailure.of("the transcript to " + place, e));
  }
}
