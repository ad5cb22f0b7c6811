package io.bidiclient.realtime.session;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.protocol.Dialects;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Feeds a session signals at times of the test's choosing and writes down what it asks for. */
public final class SessionScript {
  private final List<String> effects = new ArrayList<>();
  private SessionState state;
  private long now;
  private long sent;

  /** A session whose dialect is found out. */
  public SessionScript() {
    this(Dialects.auto());
  }

  /** A session in this dialect. */
  public SessionScript(Dialect dialect) {
    state =
        SessionState.start(
            SessionSettings.of("endpoint x", "first", Timeouts.DEFAULT).withDialect(dialect), 0);
  }

  public SessionState state() {
    return state;
  }

  /** What was asked for since the last call. */
  public List<String> effects() {
    List<String> since = List.copyOf(effects);
    effects.clear();
    return since;
  }

  public SessionScript after(Duration time) {
    now += time.toNanos();
    return this;
  }

  public SessionScript tick() {
    return signal(new Signal.Ticked());
  }

  public SessionScript opened() {
    return signal(new Signal.Opened()).signal(new Signal.Acknowledged());
  }

  public SessionScript server(String json) {
    return signal(new Signal.Received(json.replace('\'', '"')));
  }

  SessionScript created() {
    return opened().server("{'type':'session.created','id':'s','created':1}");
  }

  /** One chunk of the given length in samples, taken by the wire at once. */
  public SessionScript audio(int samples) {
    return audio(samples, true);
  }

  /** The same with silence in it, to which the server need not say anything. */
  SessionScript silence(int samples) {
    return audio(samples, false);
  }

  private SessionScript audio(int samples, boolean owed) {
    signal(new Signal.Audio(new AudioChunk(sent, new byte[2 * samples]), owed));
    sent += samples;
    while (state.flow().waits()) {
      signal(new Signal.Acknowledged());
    }
    return this;
  }

  /** One chunk that the wire does not take. */
  SessionScript stuckAudio(int samples) {
    signal(new Signal.Audio(new AudioChunk(sent, new byte[2 * samples]), true));
    sent += samples;
    return this;
  }

  SessionScript audioEnded() {
    return signal(new Signal.AudioEnded());
  }

  SessionScript delta(String text) {
    return server("{'type':'transcription.delta','delta':'" + text + "'}");
  }

  SessionScript done(String text) {
    return server("{'type':'transcription.done','text':'" + text + "'}");
  }

  SessionScript error(String code) {
    return server("{'type':'error','error':'why','code':'" + code + "'}");
  }

  SessionScript ended() {
    return signal(new Signal.Closed(new CloseReason.Ended()));
  }

  SessionScript failed(TransportException.Category category) {
    return signal(
        new Signal.Closed(
            new CloseReason.Failed(new TransportException(category, "it broke", "mend it"))));
  }

  public SessionScript signal(Signal signal) {
    Step step = Session.step(state, signal, now);
    state = step.state();
    step.effects().forEach(effect -> effects.add(effect.accept(new Shown())));
    return this;
  }

  /** An effect in a few words. */
  private static final class Shown implements Effect.Visitor<String> {
    @Override
    public String send(ClientEvent event) {
      return event.accept(
          new ClientEvent.Visitor<String>() {
            @Override
            public String sessionUpdate(ClientEvent.SessionUpdate update) {
              return "model " + update.model().orElse("-");
            }

            @Override
            public String append(ClientEvent.Append append) {
              return "append " + append.pcm().length() / 2;
            }

            @Override
            public String commit(ClientEvent.Commit commit) {
              return commit.last() ? "commit final" : "commit";
            }
          });
    }

    @Override
    public String takeAudio() {
      return "take audio";
    }

    @Override
    public String delta(Effect.Delta delta) {
      return "heard '" + delta.event().text() + "' at " + delta.samples();
    }

    @Override
    public String report(TranscriptionEvent event) {
      if (event instanceof TranscriptionEvent.UtteranceDone done) {
        return "done '" + done.text() + "'";
      }
      return event instanceof TranscriptionEvent.Warned warned
          ? "warn " + warned.warning().code()
          : event.toString();
    }

    @Override
    public String ignore(String what) {
      return "ignore " + what;
    }

    @Override
    public String finish() {
      return "finish";
    }

    @Override
    public String abort() {
      return "abort";
    }

    @Override
    public String end(Outcome outcome) {
      if (outcome instanceof Outcome.Partial partial) {
        return "partial: " + partial.cause().getMessage();
      }
      if (outcome instanceof Outcome.Failed failed) {
        return "failed " + failed.cause().category() + ": " + failed.cause().getMessage();
      }
      return "completed";
    }
  }
}
