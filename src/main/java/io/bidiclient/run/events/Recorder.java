package io.bidiclient.run.events;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.files.PartFile;
import io.bidiclient.transcript.recording.Recording;
import io.bidiclient.transcript.recording.RecordingWriter;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.RecordingTransport;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps a run in a file, for as long as that can be written to; the file gets its name at the end.
 * Safe for use from many threads.
 */
public final class Recorder implements EventSink, RecordingTransport.Log, AutoCloseable {
  private final Path name;
  private final PartFile file;
  private final RecordingWriter writer;
  private final LongSupplier clock;
  private volatile Optional<IOException> broken = Optional.empty();

  /**
   * A recorder that begins its file anew.
   *
   * @param clock nanoseconds since the run began
   */
  private Recorder(Path name, PartFile file, Recording head, LongSupplier clock)
      throws IOException {
    this.name = name;
    this.file = file;
    this.writer = new RecordingWriter(file.writer(), head);
    this.clock = clock;
  }

  /** Begins a recording, or tells why it cannot. */
  public static Recorder start(Path file, Recording head, LongSupplier clock)
      throws CommandException {
    try {
      PartFile part = PartFile.open(file);
      try {
        return new Recorder(file, part, head, clock);
      } catch (IOException e) {
        try (part) {
          part.discard();
        }
        throw e;
      }
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("the recording to " + file, e), e);
    }
  }

  /** A transport that records the given one. The given one is closed by its owner. */
  public Transport recorded(Transport transport) {
    return new RecordingTransport(transport, this);
  }

  /** What could not be written. */
  public Optional<Problem> problem() {
    return broken.map(e -> WriteFailure.of("the recording to " + name, e));
  }

  @Override
  public void take(long at, TranscriptionEvent event) {
    write(() -> writer.event(at, event));
  }

  @Override
  public void opened(int connection) {
    wire(connection, "open", "");
  }

  @Override
  public void sent(int connection, String message) {
    wire(connection, "up", message);
  }

  @Override
  public void received(int connection, String message) {
    wire(connection, "down", message);
  }

  @Override
  public void closed(int connection, CloseReason reason) {
    String why = reason instanceof CloseReason.Failed failed ? failed.cause().getMessage() : "";
    wire(connection, "close", why);
  }

  @Override
  public void close() {
    write(writer::close);
    write(file::settle);
    release();
  }

  /** Drops what was begun, since the run cannot begin. */
  void abandon() {
    write(file::discard);
    release();
  }

  private void release() {
    try {
      file.close();
    } catch (IOException e) {
      broken = broken.or(() -> Optional.of(e));
    }
  }

  private void wire(int connection, String what, String text) {
    write(() -> writer.wire(clock.getAsLong(), connection, what, text));
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

  private interface Writing {
    void run() throws IOException;
  }
}
