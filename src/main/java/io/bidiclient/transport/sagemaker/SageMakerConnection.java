package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport.Listener;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * One stream: hands messages to the SDK as it asks for them, and what comes back to the listener.
 *
 * <p>All that changes is owned by the event loop, and the listener is called there and nowhere
 * else; every other thread posts to it.
 *
 * <pre>
 * waiting ──begin──► opening ──response headers──► open
 *    └───abort, fail────┴──────end of the call──────┴──► closed
 * </pre>
 */
final class SageMakerConnection implements Connection, ResponseReader.AnswerListener {
  /** Starts the exchange with what is to be sent and what takes the answer. */
  interface Call {
    CompletableFuture<Void> start(Publisher<String> messages, SdkAsyncHttpResponseHandler answer);
  }

  private final EventLoop loop;
  private final SageMakerSettings settings;
  private final Listener listener;
  private final Runnable reached;
  private final BiConsumer<SageMakerConnection, CloseReason> ended;
  private final MessagePublisher messages = new MessagePublisher();
  private final ResponseReader responses;

  private enum State {
    OPENING,
    OPEN,
    CLOSED
  }

  // Written by the event loop only, as are the three below.
  private volatile State state = State.OPENING;
  private CompletableFuture<Void> call;
  private boolean wasOpen;
  private volatile Optional<Instant> goodUntil = Optional.empty();

  SageMakerConnection(
      EventLoop loop,
      SageMakerSettings settings,
      Listener listener,
      Runnable reached,
      BiConsumer<SageMakerConnection, CloseReason> ended) {
    this.loop = loop;
    this.settings = settings;
    this.listener = listener;
    this.reached = reached;
    this.ended = ended;
    this.responses = new ResponseReader(this);
  }

  @Override
  public Optional<Instant> goodUntil() {
    return goodUntil;
  }

  /** Whether the server took it, on the event loop. */
  boolean wasOpen() {
    return wasOpen;
  }

  /** Makes the call, if nobody gave up in the meantime; the caller may be kept for a while. */
  void begin(Call starter, Optional<Instant> expiry) {
    goodUntil = expiry;
    if (state == State.CLOSED) {
      return;
    }
    CompletableFuture<Void> started = starter.start(messages, responses);
    onLoop(() -> attach(started));
    var unused =
        started.whenComplete(
            (nothing, failure) -> {
              // That it went well is told by the end of the answer, which may wait to be read.
              if (failure != null) {
                failed(failure);
              }
            });
  }

  /** Ends the stream with what broke it. */
  @Override
  public void failed(Throwable failure) {
    onLoop(
        () -> {
          // The exchange of a stream that is closed is cancelled, which is no failure to read.
          if (state == State.CLOSED) {
            return;
          }
          String what = state == State.OPEN ? "cannot keep" : "cannot open";
          what += " the stream to endpoint " + settings.endpointName();
          close(
              new CloseReason.Failed(
                  SageMakerErrors.stream(what, settings.endpointName(), failure)));
        });
  }

  /** Ends the stream unless the server took it in the meantime. */
  void failUnopened(Throwable failure) {
    onLoop(
        () -> {
          if (state == State.OPENING) {
            failed(failure);
          }
        });
  }

  @Override
  public CompletionStage<Void> send(String message) {
    return messages.send(message);
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      throw new IllegalArgumentException("a request must be positive, not " + count);
    }
    onLoop(() -> responses.request(count));
  }

  @Override
  public void finish() {
    var unused = messages.send("");
    messages.finish();
  }

  @Override
  public void abort() {
    onLoop(() -> close(new CloseReason.Ended()));
  }

  private void attach(CompletableFuture<Void> started) {
    call = started;
    if (state == State.CLOSED) {
      call.cancel(true);
    }
  }

  @Override
  public void opened() {
    onLoop(this::open);
  }

  @Override
  public void received(String message) {
    if (state != State.CLOSED) {
      tell(() -> listener.received(message));
    }
  }

  @Override
  public void ended() {
    onLoop(() -> close(new CloseReason.Ended()));
  }

  private void open() {
    if (state == State.OPENING) {
      state = State.OPEN;
      wasOpen = true;
      reached.run();
      tell(listener::opened);
    }
  }

  private void close(CloseReason reason) {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    messages.stop(
        reason instanceof CloseReason.Failed failed
            ? failed.cause()
            : new TransportException(
                Category.NETWORK,
                "cannot send to endpoint " + settings.endpointName() + ": the stream has ended",
                "try again"));
    if (call != null) {
      call.cancel(true);
    }
    ended.accept(this, reason);
    tell(() -> listener.closed(reason));
  }

  /** A listener that throws is a fault of ours: it must not vanish inside the SDK. */
  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      failed(
          new TransportException(
              Category.PROTOCOL,
              "cannot take the server's message: " + e,
              "this is a fault of the program: report it with its stack trace (-vv)",
              e));
    }
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else if (!loop.isShuttingDown()) {
      loop.execute(task);
    }
  }
}
