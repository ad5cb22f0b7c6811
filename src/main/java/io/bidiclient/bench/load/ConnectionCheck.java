package io.bidiclient.bench.load;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Opens one connection and ends it, before many are measured: what is wrong with the address, the
 * credentials or the certificates is told at once and once. No audio is sent. {@link #stop} may
 * come from any thread.
 */
public final class ConnectionCheck {
  private final CompletableFuture<Optional<TransportException>> end = new CompletableFuture<>();

  /** Why no connection can be had; empty where one was, or where a later one may be. */
  public Optional<TransportException> of(Transport transport) {
    Connection connection = transport.connect(new FirstAnswer());
    Optional<TransportException> failure = end.join();
    if (failure.isEmpty()) {
      connection.finish();
    }
    return failure;
  }

  /** Waits no longer. */
  public void stop() {
    end.complete(Optional.empty());
  }

  /** A server that is asked too often, or that fails, is what a load test is there to measure. */
  private static boolean isMeasured(TransportException failure) {
    return switch (failure.category()) {
      case THROTTLED, REMOTE -> !failure.isLasting();
      case SETTINGS, AUTH, ENDPOINT, TIMEOUT, NETWORK, PROTOCOL -> false;
    };
  }

  /** Takes the first of what may happen. */
  private final class FirstAnswer implements Transport.Listener {
    @Override
    public void opened() {
      end.complete(Optional.empty());
    }

    @Override
    public void received(String message) {
      end.complete(Optional.empty());
    }

    @Override
    public void closed(CloseReason reason) {
      end.complete(
          reason instanceof CloseReason.Failed failed && !isMeasured(failed.cause())
              ? Optional.of(failed.cause())
              : Optional.empty());
    }
  }
}
