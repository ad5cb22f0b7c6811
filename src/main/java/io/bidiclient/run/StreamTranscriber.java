package io.bidiclient.run;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.pipeline.PacedFeed;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.RunLoop;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.Sha256;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transcribes one stream of audio: opens it, streams it to its end or until it is told to finish,
 * and hands on each thing that happens as an event with its time. Whatever goes wrong is part of
 * the result; the last events are {@link #end the caller's} to give.
 *
 * <p>Owned by the thread that transcribes; {@link #finishEarly} may come from any.
 */
public final class StreamTranscriber {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTranscriber.class);

  private final StreamSettings settings;
  private final LongSupplier clock;
  private final EventSink events;
  private final Consumer<AudioChunk> audio;
  private final BooleanSupplier unread;

  /** Guarded by this. */
  private Optional<Transcription> running = Optional.empty();

  /** Guarded by this. */
  private boolean early;

  /** Opens the audio of a stream. */
  public interface AudioOpener {
    /**
     * The audio, owned by the caller.
     *
     * @param warnings takes what a person should know of it
     */
    ChunkSource open(PendingWarnings warnings) throws AudioException;
  }

  /** Opens the way to the server, which is owned by whoever made it. */
  public interface TransportOpener {
    Transport open() throws CommandException;
  }

  /**
   * A stream that has not begun, whose transcript is always read.
   *
   * @param clock nanoseconds since the run began
   * @param events takes what happens, on the thread that transcribes
   */
  public StreamTranscriber(StreamSettings settings, LongSupplier clock, EventSink events) {
    this(settings, clock, events, chunk -> {}, () -> false);
  }

  /**
   * A stream that has not begun.
   *
   * @param audio takes every chunk that is sent, also when it is sent again
   * @param unread whether nobody reads the transcript any more
   */
  public StreamTranscriber(
      StreamSettings settings,
      LongSupplier clock,
      EventSink events,
      Consumer<AudioChunk> audio,
      BooleanSupplier unread) {
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.audio = audio;
    this.unread = unread;
  }

  /** Transcribes to the end, and closes the audio. */
  public StreamResult transcribe(AudioOpener source, TransportOpener server)
      throws InterruptedException {
    return transcribe(source, server, new PendingWarnings());
  }

  /**
   * The same with warnings of audio that was opened before.
   *
   * @param warnings what the audio has to say; told on this thread
   */
  StreamResult transcribe(AudioOpener source, TransportOpener server, PendingWarnings warnings)
      throws InterruptedException {
    return transcribe(
        source,
        warnings,
        chunks -> {
          PacedFeed feed = new PacedFeed(chunks, settings.pacer(), System::nanoTime);
          try {
            return stream(feed, server.open(), warnings);
          } finally {
            feed.stop();
          }
        });
  }

  /**
   * The same on a loop that others share: this thread only reads the audio, which must be there
   * when it is wanted, as that of a file is.
   */
  StreamResult transcribe(
      AudioOpener source, TransportOpener server, PendingWarnings warnings, RunLoop loop)
      throws InterruptedException {
    return transcribe(source, warnings, chunks -> read(chunks, server, warnings, loop));
  }

  /** Streams what was opened. */
  private interface ChunkStreaming {
    StreamResult stream(ChunkSource chunks) throws CommandException, InterruptedException;
  }

  private StreamResult transcribe(
      AudioOpener source, PendingWarnings warnings, ChunkStreaming streaming)
      throws InterruptedException {
    Optional<StreamResult> result = Optional.empty();
    try (ChunkSource chunks = source.open(warnings)) {
      result = Optional.of(streaming.stream(chunks));
    } catch (AudioException e) {
      result = Optional.of(StreamResult.unreadable(Problems.of(e)));
    } catch (CommandException e) {
      result = Optional.of(StreamResult.failed(e.problem()));
    } catch (IOException e) {
      LOG.debug("the audio could not be closed", e);
    } catch (RuntimeException e) {
      result = Optional.of(StreamResult.broken(e));
    } finally {
      // The audio is closed and has told how much of it was dropped.
      warnings.tell(this::warn);
    }
    return result.orElseThrow();
  }

  /**
   * Transcribes to the end on a loop that others share, whose thread owns this from then on.
   *
   * @param feed the audio, on the same loop
   * @param ended takes the result there
   */
  public void start(
      ChunkFeed feed, TransportOpener server, RunLoop loop, Consumer<StreamResult> ended) {
    start(feed, server, loop, new PendingWarnings(), ended);
  }

  private void start(
      ChunkFeed feed,
      TransportOpener server,
      RunLoop loop,
      PendingWarnings warnings,
      Consumer<StreamResult> ended) {
    Transport transport;
    try {
      transport = server.open();
    } catch (CommandException e) {
      ended.accept(StreamResult.failed(e.problem()));
      return;
    }
    loop.start(
        scheduler -> {
          Transcription transcription =
              new Transcription(
                  transport,
                  feed,
                  settings.session(),
                  settings.retries(),
                  new Listener(),
                  scheduler,
                  settings.digested() ? Optional.of(Sha256.begin()) : Optional.empty());
          warnings.whenWaiting(() -> transcription.post(() -> warnings.tell(this::warn)));
          begin(transcription);
          return transcription;
        },
        result -> ended.accept(result(result)),
        fault -> ended.accept(StreamResult.broken(fault)));
  }

  /** Ends the audio here, and the stream once what was sent is transcribed. For any thread. */
  public synchronized void finishEarly() {
    early = true;
    running.ifPresent(Transcription::finishEarly);
  }

  /** Gives the last events: what went wrong, and how the stream ended. */
  public void end(List<Problem> problems, RunStatus status, RunEnded.Delivery delivery) {
    for (Problem problem : problems) {
      give(new TranscriptionEvent.WentWrong(problem));
    }
    give(new RunEnded(status, delivery));
  }

  private StreamResult stream(PacedFeed feed, Transport transport, PendingWarnings warnings)
      throws InterruptedException {
    Transcription transcription =
        new Transcription(
            transport,
            feed,
            settings.session(),
            settings.retries(),
            new Listener(),
            System::nanoTime,
            settings.digested());
    warnings.whenWaiting(() -> transcription.post(() -> warnings.tell(this::warn)));
    begin(transcription);
    return result(transcription.run());
  }

  /** Reads the audio on this thread until the stream on the loop has ended. */
  private StreamResult read(
      ChunkSource chunks, TransportOpener server, PendingWarnings warnings, RunLoop loop) {
    CompletableFuture<Runnable> reading = new CompletableFuture<>();
    CompletableFuture<StreamResult> end = new CompletableFuture<>();
    PacedFeed feed = new PacedFeed(chunks, settings.pacer(), System::nanoTime, reading::complete);
    start(
        feed,
        server,
        loop,
        warnings,
        result -> {
          end.complete(result);
          feed.stop();
          reading.complete(() -> {});
        });
    reading.join().run();
    return end.join();
  }

  private StreamResult result(Result result) {
    return new StreamResult(
        result.status(isEarly()),
        result.delivery(),
        Problems.of(result.outcome()),
        cause(result.outcome()),
        result.input().map(Problems::of),
        Optional.empty());
  }

  private static Optional<TransportException> cause(Outcome outcome) {
    if (outcome instanceof Outcome.Partial partial) {
      return Optional.of(partial.cause());
    }
    return outcome instanceof Outcome.Failed failed
        ? Optional.of(failed.cause())
        : Optional.empty();
  }

  private synchronized void begin(Transcription transcription) {
    running = Optional.of(transcription);
    if (early) {
      transcription.finishEarly();
    }
  }

  private synchronized boolean isEarly() {
    return early;
  }

  private void warn(Warning warning) {
    give(new TranscriptionEvent.Warned(warning));
  }

  private void give(TranscriptionEvent event) {
    events.take(clock.getAsLong(), event);
  }

  /** Adds the time to what the transcription yields. */
  private final class Listener implements TranscriptionListener {
    @Override
    public void take(TranscriptionEvent event) {
      give(event);
    }

    @Override
    public void sent(AudioChunk chunk) {
      audio.accept(chunk);
    }

    @Override
    public boolean isClosed() {
      return unread.getAsBoolean();
    }
  }
}
