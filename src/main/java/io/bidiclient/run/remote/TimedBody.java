package io.bidiclient.run.remote;

import io.bidiclient.audio.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of an answer as a stream whose reads do not wait for ever, which Java's own does. One
 * piece is asked for at a time, so that no more is held than the client's buffer.
 *
 * <p>The client's thread puts pieces in, the reading thread takes them out, and any may close it.
 */
final class TimedBody extends BlockInputStream implements BodySubscriber<InputStream> {
  private final Duration patience;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final AtomicReference<Subscription> body = new AtomicReference<>();
  private final Runnable closed;

  /** The reading thread's. */
  private Piece current = new Piece(List.of(), Optional.empty());

  /** What a closed body has in place of its subscription. */
  private enum Closed implements Subscription {
    INSTANCE;

    @Override
    public void request(long pieces) {}

    @Override
    public void cancel() {}
  }

  /**
   * A piece of the body.
   *
   * @param bytes what it holds
   * @param end set on the last one: how the body ended
   */
  private record Piece(List<ByteBuffer> bytes, Optional<End> end) {
    Optional<ByteBuffer> next() {
      return bytes.stream().filter(ByteBuffer::hasRemaining).findFirst();
    }
  }

  /** How a body ended: whole, or with a failure. */
  private record End(Optional<Throwable> failure) {}

  /**
   * A body that nothing has come of.
   *
   * @param patience the longest wait of a read
   * @param closed called once, when the body is closed
   */
  TimedBody(Duration patience, Runnable closed) {
    this.patience = patience;
    this.closed = closed;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (body.compareAndSet(null, subscription)) {
      subscription.request(1);
    } else {
      subscription.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    pieces.add(new Piece(bytes, Optional.empty()));
  }

  @Override
  public void onError(Throwable failure) {
    end(Optional.of(failure));
  }

  @Override
  public void onComplete() {
    end(Optional.empty());
  }

  private void end(Optional<Throwable> failure) {
    pieces.add(new Piece(List.of(), Optional.of(new End(failure))));
  }

  @Override
  public int read(byte[] to, int from, int room) throws IOException {
    Objects.checkFromIndexSize(from, room, to.length);
    Optional<ByteBuffer> next = current.next();
    while (next.isEmpty()) {
      if (current.end().isPresent()) {
        return last(current.end().get());
      }
      current = take();
      next = current.next();
    }
    int read = Math.min(room, next.get().remaining());
    next.get().get(to, from, read);
    return read;
  }

  private Piece take() throws IOException {
    try {
      Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null) {
        close();
        throw new HttpTimeoutException("nothing came for " + patience.toSeconds() + " s");
      }
      if (piece.end().isEmpty()) {
        body.get().request(1);
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  private static int last(End end) throws IOException {
    if (end.failure().isPresent()) {
      throw new IOException(RemoteFailure.words(end.failure().get()), end.failure().get());
    }
    return -1;
  }

  @Override
  public void close() {
    Subscription open = body.getAndSet(Closed.INSTANCE);
    if (open == Closed.INSTANCE) {
      return;
    }
    if (open != null) {
      open.cancel();
    }
    end(Optional.of(new IOException("it was closed")));
    closed.run();
  }
}
