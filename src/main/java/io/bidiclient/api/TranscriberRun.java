package io.bidiclient.api;

import io.bidiclient.api.TranscriberException.Kind;
import io.bidiclient.api.TranscriberResult.Status;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.mix.Gain;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.SharedDestination;
import io.bidiclient.run.StreamResult;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.StreamTranscriber;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One input's transcription. It begins when its one subscriber subscribes, or its listener is
 * given; until then nothing is opened.
 *
 * <p><b>Threads.</b> The session has a thread of its own, and the subscriber is called on another,
 * one call at a time: however long it takes, it never delays the session. All methods may be called
 * from any thread; only waiting for {@link #result} in the subscriber itself would never end.
 *
 * <p><b>Back-pressure.</b> Events wait until they are asked for. When {@value
 * EventDelivery#MOST_WAITING} of them wait, no more audio is read until some have been taken; what
 * the server still says of audio that it has is kept. A file waits with that; a microphone drops
 * its oldest audio after a minute, and a {@link TranscriberEvent.Notice} says so.
 *
 * <p><b>End.</b> After the last event {@code onComplete} is called, or {@code onError} with a
 * {@link TranscriberException}. A cancelled subscription closes the session with the server at
 * once.
 */
public final class TranscriberRun implements Flow.Publisher<TranscriberEvent> {
  /** What is called when it is over, by whoever made it. */
  interface Ended {
    void ended(TranscriberRun run);
  }

  /** How long a read of the audio may take once it was told to end. */
  private static final long STUCK_MILLIS = 2_000;

  private final RunSettings settings;
  private final SharedDestination destination;
  private final TranscriberInput input;
  private final Ended ended;
  private final EventDelivery<TranscriberEvent> events;
  private final StreamTranscriber stream;
  private final CompletableFuture<TranscriberResult> result = new CompletableFuture<>();
  private final long began = System.nanoTime();

  /** Guarded by this, as all below. */
  private final List<TranscriptWriter> documents = new ArrayList<>();

  private Optional<Thread> thread = Optional.empty();
  private Optional<EndableAudio> audio = Optional.empty();
  private boolean subscribed;
  private boolean finished;
  private boolean cancelled;
  private Optional<Throwable> fault = Optional.empty();

  /** Written when the run begins, and then owned by its thread. */
  private RunEvents transcript;

  /** The same. */
  private TranscriptAssembler assembler;

  TranscriberRun(
      RunSettings settings, SharedDestination destination, TranscriberInput input, Ended ended) {
    this.settings = input.isMicrophone() ? settings.ofMicrophone() : settings;
    this.destination = destination;
    this.input = input;
    this.ended = ended;
    this.events = new EventDelivery<>(this::stop);
    this.stream =
        new StreamTranscriber(StreamSettings.of(this.settings), this::clock, this::assemble);
  }

  /**
   * Also writes the transcript as a document, as it comes.
   *
   * @param format what it is written as
   * @param out written on the session's thread and flushed; not closed
   * @throws IllegalStateException when the run has begun
   * @throws IOException when the document's head cannot be written
   */
  public synchronized TranscriberRun write(DocumentFormat format, Writer out) throws IOException {
    if (subscribed) {
      throw new IllegalStateException("ask for documents before the run begins");
    }
    documents.add(format.format().writer(out, input.name(), settings.endpoint().target()));
    return this;
  }

  /**
   * Begins with a listener that is given each event, one at a time. When it throws, the run is
   * cancelled, and its result fails with what was thrown.
   *
   * @throws IllegalStateException when the run has begun
   */
  public TranscriberRun start(Consumer<? super TranscriberEvent> listener) {
    Objects.requireNonNull(listener);
    if (!begin()) {
      throw new IllegalStateException("a run has one subscriber");
    }
    events.begin(new ListenerSubscriber(listener));
    return this;
  }

  /** Begins with its one subscriber; another is told an {@link IllegalStateException}. */
  @Override
  public void subscribe(Flow.Subscriber<? super TranscriberEvent> subscriber) {
    Objects.requireNonNull(subscriber);
    if (begin()) {
      events.begin(subscriber);
    } else {
      subscriber.onSubscribe(new NoSubscription());
      subscriber.onError(new IllegalStateException("a run has one subscriber"));
    }
  }

  /**
   * Ends the audio here: the run ends once the server has transcribed what was read of it. Nothing
   * happens when it is over.
   */
  public void finish() {
    Optional<EndableAudio> open;
    synchronized (this) {
      finished = true;
      open = audio;
    }
    open.ifPresent(this::finish);
  }

  private void finish(EndableAudio source) {
    source.end();
    CompletableFuture.delayedExecutor(STUCK_MILLIS, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (source.isStuck()) {
                stream.finishEarly();
              }
            });
  }

  /**
   * Closes the session with the server at once; no further event is delivered. Nothing happens when
   * the run is over.
   */
  public void cancel() {
    boolean unstarted;
    synchronized (this) {
      unstarted = !subscribed;
      subscribed = true;
    }
    if (unstarted) {
      result.completeExceptionally(new CancellationException("the run was cancelled"));
      ended.ended(this);
    } else {
      events.cancel();
    }
  }

  /**
   * What became of the run, once the last event has been delivered. Completes exceptionally with a
   * {@link TranscriberException}, with a {@link CancellationException} after {@link #cancel}, or
   * with what the subscriber threw.
   *
   * @return a future of its own: cancelling it has no effect on the run
   */
  public CompletableFuture<TranscriberResult> result() {
    CompletableFuture<TranscriberResult> given = new CompletableFuture<>();
    var unused =
        result.whenComplete(
            (done, failure) -> {
              if (failure == null) {
                given.complete(done);
              } else {
                given.completeExceptionally(failure);
              }
            });
    return given;
  }

  /** Waits until the thread that transcribes has closed its session. */
  void awaitEnd(long millis) throws InterruptedException {
    Optional<Thread> running;
    synchronized (this) {
      running = thread;
    }
    if (running.isPresent()) {
      running.get().join(millis);
    }
  }

  private synchronized boolean begin() {
    if (subscribed) {
      return false;
    }
    subscribed = true;
    transcript = new RunEvents(List.copyOf(documents), events::offer, this::finish);
    assembler = new TranscriptAssembler(transcript);
    Thread running = new Thread(this::run, "transcriber");
    running.setDaemon(true);
    thread = Optional.of(running);
    running.start();
    return true;
  }

  /** The subscriber wants no more. */
  private void stop(Optional<Throwable> reason) {
    synchronized (this) {
      cancelled = true;
      fault = reason;
      thread.ifPresent(Thread::interrupt);
    }
    input.abandon();
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  private void run() {
    Optional<StreamResult> streamed = Optional.empty();
    try {
      streamed = Optional.of(stream.transcribe(this::open, destination::transport));
    } catch (InterruptedException e) {
      // Nobody else knows this thread: the subscription was cancelled, and the session is closed.
      Thread.interrupted();
    } finally {
      end(streamed);
    }
  }

  private ChunkSource open(PendingWarnings warnings) throws AudioException {
    return new RunAudio(
        new AudioPipeline(
            input.name(),
            input.open(this::opened, warnings),
            settings.audio().chunkMillis(),
            Gain.NONE,
            warnings),
        events);
  }

  private void opened(EndableAudio source) {
    boolean over;
    synchronized (this) {
      audio = Optional.of(source);
      over = finished;
    }
    if (over) {
      finish(source);
    }
  }

  private void end(Optional<StreamResult> streamed) {
    RunStatus status = streamed.map(StreamResult::status).orElse(RunStatus.ABANDONED);
    Delivery delivery = streamed.map(StreamResult::delivery).orElse(Delivery.NONE);
    List<Problem> problems = streamed.map(StreamResult::problems).orElse(List.of());
    stream.end(problems, status, delivery);
    summarize(new Summary(clock(), status, delivery, assembler.words(), Summary.Latency.NONE));
    Optional<TranscriberException> failure = streamed.flatMap(this::failure);
    TranscriberResult done =
        transcript.result(failure.isPresent() ? broken(status) : whole(status), delivery);
    events.end(failure, () -> complete(done, failure));
  }

  private void complete(TranscriberResult done, Optional<TranscriberException> failure) {
    Optional<Throwable> cause;
    synchronized (this) {
      cause = fault;
    }
    if (cause.isPresent()) {
      result.completeExceptionally(cause.get());
    } else if (isCancelled()) {
      result.completeExceptionally(new CancellationException("the run was cancelled"));
    } else if (failure.isPresent()) {
      result.completeExceptionally(failure.get());
    } else {
      result.complete(done);
    }
    ended.ended(this);
  }

  private Optional<TranscriberException> failure(StreamResult streamed) {
    Delivery delivery = streamed.delivery();
    TranscriberResult before = transcript.result(broken(streamed.status()), delivery);
    if (transcript.failure().isPresent()) {
      IOException cause = transcript.failure().get();
      Problem problem = WriteFailure.of("the transcript", cause);
      return Optional.of(
          new TranscriberException(
              Kind.OUTPUT, problem.message(), LibraryWords.hint(problem.hint()), before, cause));
    }
    boolean cut = isFinished() && streamed.problems().isEmpty();
    if (streamed.status() == RunStatus.COMPLETE
        || streamed.status() == RunStatus.UNCERTAIN
        || (streamed.status() == RunStatus.PARTIAL && cut)) {
      return Optional.empty();
    }
    return Optional.of(FailureKinds.of(streamed, before));
  }

  private Status whole(RunStatus status) {
    if (status == RunStatus.UNCERTAIN) {
      return Status.UNCERTAIN;
    }
    return isFinished() ? Status.FINISHED : Status.COMPLETE;
  }

  private static Status broken(RunStatus status) {
    return status == RunStatus.FAILED ? Status.FAILED : Status.PARTIAL;
  }

  private void assemble(long at, TranscriptionEvent event) {
    try {
      assembler.take(at, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void summarize(Summary summary) {
    try {
      assembler.end(summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long clock() {
    return System.nanoTime() - began;
  }

  /** Asks for one event after the other. */
  private static final class ListenerSubscriber implements Flow.Subscriber<TranscriberEvent> {
    private final Consumer<? super TranscriberEvent> listener;
    private Flow.Subscription subscription = new NoSubscription();

    ListenerSubscriber(Consumer<? super TranscriberEvent> listener) {
      this.listener = listener;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      subscription.request(1);
    }

    @Override
    public void onNext(TranscriberEvent event) {
      listener.accept(event);
      subscription.request(1);
    }

    /** The result has it. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  /** Delivers nothing. */
  private static final class NoSubscription implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
