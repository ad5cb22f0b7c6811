package io.bidiclient.run.events;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.settings.KeptFiles;
import io.bidiclient.transcript.recording.Recording;
import io.bidiclient.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The files that are kept of a run beside its transcript: its recording and its audio. Nothing is
 * opened before {@link #open}. Owned by the run's thread.
 */
public final class RunFiles implements EventSink, AutoCloseable {
  private final KeptFiles files;
  private final Recording head;
  private final LongSupplier clock;
  private Optional<Recorder> recorder = Optional.empty();
  private Optional<SavedAudio> audio = Optional.empty();

  /**
   * Files that are not open yet.
   *
   * @param head what the recording begins with
   * @param clock nanoseconds since the run began
   */
  public RunFiles(KeptFiles files, Recording head, LongSupplier clock) {
    this.files = files;
    this.head = head;
    this.clock = clock;
  }

  /** Begins the files anew, all or none, or tells why one cannot be written. */
  public void open() throws CommandException {
    if (files.recording().isPresent()) {
      recorder = Optional.of(Recorder.start(files.recording().get(), head, clock));
    }
    try {
      if (files.audio().isPresent()) {
        audio = Optional.of(SavedAudio.start(files.audio().get()));
      }
    } catch (CommandException e) {
      recorder.ifPresent(Recorder::abandon);
      recorder = Optional.empty();
      throw e;
    }
  }

  /** The transport, recorded where that was asked for. Closing it is left to its owner. */
  public Transport record(Transport transport) {
    return recorder.map(r -> r.recorded(transport)).orElse(transport);
  }

  /** Keeps a chunk that is sent. */
  public void sent(AudioChunk chunk) {
    audio.ifPresent(file -> file.sent(chunk));
  }

  @Override
  public void take(long at, TranscriptionEvent event) {
    recorder.ifPresent(file -> file.take(at, event));
  }

  /** What could not be written. */
  public List<Problem> problems() {
    return Stream.of(recorder.flatMap(Recorder::problem), audio.flatMap(SavedAudio::problem))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void close() {
    recorder.ifPresent(Recorder::close);
    audio.ifPresent(SavedAudio::close);
  }
}
