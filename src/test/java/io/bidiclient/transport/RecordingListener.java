package io.bidiclient.transport;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what it hears, and whether it was called out of turn. */
public final class RecordingListener implements Transport.Listener {
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicLong allowed = new AtomicLong(Long.MAX_VALUE);

  @Override
  public void opened() {
    hear("opened", () -> opened.complete(null));
  }

  @Override
  public void received(String message) {
    if (allowed.getAndDecrement() <= 0) {
      faults.add("received what was not asked for: " + message);
    }
    hear("received", () -> messages.add(message));
  }

  /** Takes so many messages from here on; one more is a fault. */
  public void allow(long count) {
    allowed.set(count);
  }

  @Override
  public void closed(CloseReason reason) {
    hear("closed", () -> closed.complete(reason));
  }

  private void hear(String what, Runnable then) {
    if (!busy.compareAndSet(false, true)) {
      faults.add(what + " while another call ran");
    }
    if (closed.isDone()) {
      faults.add(what + " after closed");
    }
    then.run();
    busy.set(false);
  }

  public void awaitOpened() throws Exception {
    opened.get(15, TimeUnit.SECONDS);
  }

  public boolean isOpened() {
    return opened.isDone();
  }

  public String next() throws Exception {
    String message = messages.poll(15, TimeUnit.SECONDS);
    if (message == null) {
      throw new TimeoutException("no message; closed: " + closed.getNow(null));
    }
    return message;
  }

  public int waiting() {
    return messages.size();
  }

  public CloseReason awaitClosed() throws Exception {
    CloseReason reason = closed.get(15, TimeUnit.SECONDS);
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.toString());
    }
    return reason;
  }

  public TransportException awaitFailure() throws Exception {
    CloseReason reason = awaitClosed();
    if (reason instanceof CloseReason.Failed failed) {
      return failed.cause();
    }
    throw new AssertionError("expected a failure, not " + reason);
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  public List<String> faults() {
    return faults;
  }
}
