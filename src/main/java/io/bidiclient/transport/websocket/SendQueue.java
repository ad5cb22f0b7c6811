package io.bidiclient.transport.websocket;

import io.bidiclient.transport.TransportException;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What waits to be sent on one WebSocket, in order: the JDK takes one message at a time (see {@link
 * WebSocket}). Any thread may add; all else happens on {@code serial}.
 */
public final class SendQueue {
  private sealed interface Item {
    record Message(String text, CompletableFuture<Void> taken) implements Item {}

    record Close() implements Item {}
  }

  private final Executor serial;
  private final Supplier<TransportException> ended;
  private final Consumer<Throwable> failed;

  // Owned by serial, as all below.
  private final Queue<Item> waiting = new ArrayDeque<>();
  private Optional<WebSocket> socket = Optional.empty();
  private boolean sending;
  private boolean closing;
  private boolean stopped;

  /**
   * A queue that sends nothing before {@link #start}.
   *
   * @param serial runs one task at a time, in order
   * @param ended why a message cannot be sent after the end
   * @param failed told, on any thread, that the socket did not take what was sent
   */
  public SendQueue(
      Executor serial, Supplier<TransportException> ended, Consumer<Throwable> failed) {
    this.serial = serial;
    this.ended = ended;
    this.failed = failed;
  }

  /**
   * Adds a message; the stage completes once the socket has taken it, or fails if it never will.
   */
  public CompletionStage<Void> add(String text) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    post(new Item.Message(text, taken));
    return taken.minimalCompletionStage();
  }

  /** Adds a Close frame behind all messages (RFC 6455 section 5.5.1). */
  public void addClose() {
    post(new Item.Close());
  }

  /** Sends what waits, and from now on what comes. On {@code serial}. */
  public void start(WebSocket open) {
    socket = Optional.of(open);
    sendNext();
  }

  /** Whether the Close frame was sent. On {@code serial}. */
  public boolean isClosing() {
    return closing;
  }

  /** Fails all that waits, and all that comes. On {@code serial}. */
  public void stop(TransportException cause) {
    stopped = true;
    refuse(cause);
  }

  private void post(Item item) {
    serial.execute(
        () -> {
          waiting.add(item);
          if (stopped) {
            refuse(ended.get());
          } else {
            sendNext();
          }
        });
  }

  private void refuse(TransportException cause) {
    for (Item item = waiting.poll(); item != null; item = waiting.poll()) {
      if (item instanceof Item.Message message) {
        message.taken().completeExceptionally(cause);
      }
    }
  }

  private void sendNext() {
    if (sending || stopped || socket.isEmpty() || waiting.isEmpty()) {
      return;
    }
    sending = true;
    Item next = waiting.remove();
    if (next instanceof Item.Message message) {
      var unused =
          socket
              .get()
              .sendText(message.text(), true)
              .whenComplete((done, failure) -> serial.execute(() -> sent(message, failure)));
    } else {
      closing = true;
      var unused =
          socket
              .get()
              .sendClose(WebSocket.NORMAL_CLOSURE, "")
              .exceptionally(
                  failure -> {
                    failed.accept(failure);
                    return null;
                  });
    }
  }

  private void sent(Item.Message message, Throwable failure) {
    sending = false;
    if (failure == null) {
      message.taken().complete(null);
      sendNext();
    } else {
      message.taken().completeExceptionally(ended.get());
      failed.accept(failure);
    }
  }
}
