package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioFeed;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The owner loop of one run: takes what happens from its mailbox, one thing at a time, steps the
 * session, and does what the step asks for.
 *
 * <p>All that it holds belongs to the thread that calls {@link #run}. The wire's threads and the
 * audio thread only post to the mailbox, whose length the feed's credit and the connection's window
 * bound.
 */
public final class Transcription {
  /** Chunks that may be on their way to the wire: at 80 ms a chunk, a little over a second. */
  private static final int CREDIT = 16;

  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private final Transport transport;
  private final AudioFeed feed;
  private final TranscriptionListener listener;
  private final LongSupplier clock;
  private final long began;

  private SessionState state;
  private Connection connection;
  private boolean takesAudio = true;
  private Optional<AudioException> problem = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();

  /**
   * A run that has not begun.
   *
   * @param feed the audio; started by the run, closed by whoever made it
   * @param clock nanoseconds, never going back
   */
  public Transcription(
      Transport transport,
      AudioFeed feed,
      SessionSettings settings,
      TranscriptionListener listener,
      LongSupplier clock) {
    this.transport = transport;
    this.feed = feed;
    this.listener = listener;
    this.clock = clock;
    this.began = clock.getAsLong();
    this.state = SessionState.start(settings, 0);
  }

  /** Transcribes the whole of the audio, as far as the server lets us. */
  public Result run() throws InterruptedException {
    connection = transport.connect(new Wire());
    try {
      feed.start(new Audio());
      while (outcome.isEmpty()) {
        Runnable next = take();
        next.run();
      }
      return new Result(outcome.get(), problem, state.flow().sent(), state.flow().deltas());
    } finally {
      connection.abort();
    }
  }

  /** Ends the audio here: what was sent is finished. For any thread. */
  public void finishEarly() {
    mailbox.add(this::endAudio);
  }

  /** What comes next: a message of another thread, or the time that the session waits for. */
  private Runnable take() throws InterruptedException {
    Optional<Wait> wait = state.deadline();
    if (wait.isEmpty()) {
      return mailbox.take();
    }
    Runnable next = mailbox.poll(wait.get().until() - now(), TimeUnit.NANOSECONDS);
    return next == null ? () -> step(new Signal.Ticked()) : next;
  }

  private void step(Signal signal) {
    Step step = Session.step(state, signal, now());
    state = step.state();
    for (Effect effect : step.effects()) {
      effect.accept(new Performer());
    }
  }

  private void endAudio() {
    if (takesAudio) {
      takesAudio = false;
      step(new Signal.AudioEnded());
    }
  }

  private void send(String message, int chunks) {
    connection
        .send(message)
        .whenComplete(
            (taken, failure) -> {
              if (failure == null) {
                mailbox.add(() -> acknowledged(chunks));
              }
            });
  }

  private void acknowledged(int chunks) {
    step(new Signal.Acknowledged());
    feed.grant(chunks);
  }

  private long now() {
    return clock.getAsLong() - began;
  }

  /** Posts what the wire says. */
  private final class Wire implements Transport.Listener {
    @Override
    public void opened() {
      mailbox.add(() -> step(new Signal.Opened()));
    }

    @Override
    public void received(String message) {
      mailbox.add(
          () -> {
            step(new Signal.Received(message));
            connection.request(1);
          });
    }

    @Override
    public void closed(CloseReason reason) {
      mailbox.add(() -> step(new Signal.Closed(reason)));
    }
  }

  /** Posts what the audio thread reads. */
  private final class Audio implements AudioFeed.Receiver {
    @Override
    public void chunk(AudioChunk chunk) {
      mailbox.add(
          () -> {
            if (takesAudio) {
              step(new Signal.Audio(chunk));
            }
          });
    }

    @Override
    public void ended(Optional<AudioException> found) {
      mailbox.add(
          () -> {
            problem = found;
            endAudio();
          });
    }

    @Override
    public void broke(RuntimeException fault) {
      mailbox.add(
          () -> {
            throw fault;
          });
    }
  }

  /** Does what the session asks for. */
  private final class Performer implements Effect.Visitor<Void> {
    @Override
    public Void send(ClientEvent event) {
      Transcription.this.send(
          EventCodec.encode(event), event instanceof ClientEvent.Append ? 1 : 0);
      return null;
    }

    @Override
    public Void takeAudio() {
      feed.grant(CREDIT);
      return null;
    }

    @Override
    public Void heard(Effect.Heard heard) {
      feed.heard(heard.samples());
      listener.heard(heard.text(), heard.samples());
      if (listener.isClosed()) {
        outcome = Optional.of(new Outcome.Abandoned());
      }
      return null;
    }

    @Override
    public Void done(ServerEvent.Done done) {
      listener.done(done);
      return null;
    }

    @Override
    public Void warn(Warning warning) {
      listener.warned(warning);
      return null;
    }

    @Override
    public Void finish() {
      connection.finish();
      return null;
    }

    @Override
    public Void abort() {
      connection.abort();
      return null;
    }

    @Override
    public Void end(Outcome how) {
      outcome = outcome.or(() -> Optional.of(how));
      return null;
    }
  }
}
