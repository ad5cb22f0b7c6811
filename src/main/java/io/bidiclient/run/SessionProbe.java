package io.bidiclient.run;

import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out whether a session can be opened, by opening one and closing it at the server's first
 * word: credentials, permission, endpoint and container are all there, or one of them is named.
 * Nothing is sent in it.
 */
public final class SessionProbe {
  private final Transport transport;
  private final Duration patience;

  /**
   * A probe.
   *
   * @param transport owned by the caller
   * @param timeouts how long the connection and the session may take
   */
  public SessionProbe(Transport transport, Timeouts timeouts) {
    this.transport = transport;
    this.patience = timeouts.connect().plus(timeouts.session());
  }

  /**
   * Opens a session and closes it.
   *
   * @return why there is none
   */
  public Optional<Problem> check() throws InterruptedException {
    FirstWord first = new FirstWord();
    Connection connection = transport.connect(first);
    try {
      return first.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).map(Problems::of);
    } catch (TimeoutException e) {
      return Optional.of(Problems.of(silent(e)));
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it exceptionally", e);
    } finally {
      connection.abort();
    }
  }

  private TransportException silent(TimeoutException e) {
    return new TransportException(
        Category.TIMEOUT,
        transport.target() + ": no session within " + patience.toSeconds() + " s",
        "see that the endpoint is in service and not full",
        e);
  }

  /** Waits for what comes first: a message, or the end. */
  private final class FirstWord implements Transport.Listener {
    private final CompletableFuture<Optional<TransportException>> answer =
        new CompletableFuture<>();

    @Override
    public void opened() {}

    @Override
    public void received(String message) {
      answer.complete(Optional.empty());
    }

    @Override
    public void closed(CloseReason reason) {
      answer.complete(
          Optional.of(
              reason instanceof CloseReason.Failed failed
                  ? failed.cause()
                  : new TransportException(
                      Category.REMOTE,
                      transport.target() + ": the server ended the session before it began",
                      "look at the log of its container")));
    }
  }
}
