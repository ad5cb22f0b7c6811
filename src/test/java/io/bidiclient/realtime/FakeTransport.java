package io.bidiclient.realtime;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connections that say what the test has them say. All on the test's thread. */
final class FakeTransport implements Transport {
  private final List<Wire> wires = new ArrayList<>();

  /** The connections that were asked for, in order. */
  Wire wire(int number) {
    return wires.get(number);
  }

  int count() {
    return wires.size();
  }

  @Override
  public Connection connect(Listener listener) {
    Wire wire = new Wire(listener);
    wires.add(wire);
    return wire;
  }

  @Override
  public String target() {
    return "fake";
  }

  @Override
  public void close() {
    wires.clear();
  }

  /** One connection. */
  static final class Wire implements Connection {
    private final Listener listener;
    private int appends;
    private boolean aborted;

    private Wire(Listener listener) {
      this.listener = listener;
    }

    int appends() {
      return appends;
    }

    boolean aborted() {
      return aborted;
    }

    Wire created() {
      listener.opened();
      return says("{'type':'session.created','id':'s'}");
    }

    Wire delta(String text) {
      return says("{'type':'transcription.delta','delta':'" + text + "'}");
    }

    Wire done(String text) {
      return saysDone(text).closes();
    }

    /** The last event of a connection that stays open for now. */
    Wire saysDone(String text) {
      return says("{'type':'transcription.done','text':'" + text + "'}");
    }

    Wire closes() {
      listener.closed(new CloseReason.Ended());
      return this;
    }

    void fails(TransportException.Category category) {
      fails(category, Duration.ZERO);
    }

    void fails(TransportException.Category category, Duration after) {
      TransportException cause = new TransportException(category, "it broke", "mend it");
      listener.closed(new CloseReason.Failed(cause.after(after)));
    }

    private Wire says(String json) {
      listener.received(json.replace('\'', '"'));
      return this;
    }

    @Override
    public CompletionStage<Void> send(String message) {
      appends += message.contains("append") ? 1 : 0;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void request(long messages) {
      // The test decides what comes.
    }

    @Override
    public Optional<Instant> goodUntil() {
      return Optional.empty();
    }

    @Override
    public void finish() {
      // The test ends the stream.
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }
}
