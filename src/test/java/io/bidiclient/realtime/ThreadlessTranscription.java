package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.transport.Transport;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * The owner's loop of {@link Transcription} cut into steps, for a simulation that has no threads:
 * the same failover, sessions and connections. Owned by one thread.
 */
public final class ThreadlessTranscription {
  private final Queue<Runnable> mailbox = new ArrayDeque<>();
  private final Relay relay;

  /** A run whose first session is being asked for. */
  public ThreadlessTranscription(
      Transport transport,
      SessionSettings settings,
      Recovery recovery,
      TranscriptionListener listener,
      LongSupplier clock) {
    relay =
        new Relay(
            owner -> new Link(transport, settings, owner, mailbox::add, clock),
            recovery,
            listener,
            clock);
  }

  /** Takes a chunk of the input. */
  public void audio(AudioChunk chunk) {
    mailbox.add(() -> relay.audio(chunk));
  }

  /** The input is at its end. */
  public void audioEnded() {
    mailbox.add(relay::audioEnded);
  }

  /** Takes the next message, if there is one, and does what follows from it. */
  public boolean step() {
    Runnable next = mailbox.poll();
    if (next == null) {
      return false;
    }
    next.run();
    relay.proceed();
    return true;
  }

  /** Does what is due by now. */
  public void wake() {
    relay.proceed();
  }

  /** When it must be woken at the latest. */
  public OptionalLong deadline() {
    return relay.deadline();
  }

  public Optional<Outcome> outcome() {
    return relay.outcome();
  }

  /** How far the model has heard. */
  public long heard() {
    return relay.heard();
  }

  /** Whether deltas tell how far the model has heard. */
  public boolean isCounted() {
    return relay.isCounted();
  }

  /** Chunks that were sent for the first time. */
  public long chunksSent() {
    return relay.tally().chunksSent();
  }

  /** What was delivered. */
  public Result.Delivery delivery() {
    return relay.tally().delivery();
  }

  /** Messages that wait. */
  public int waiting() {
    return mailbox.size();
  }

  /** Drops every connection. */
  public void abort() {
    relay.abort();
  }
}
