package io.bidiclient.realtime.session;

import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.ServerEvent;

/** What a session wants done; its owner does it, in order. */
sealed interface Effect {
  <R> R accept(Visitor<R> visitor);

  /** One method an effect. */
  interface Visitor<R> {
    R send(ClientEvent event);

    R takeAudio();

    R delta(Delta effect);

    R report(TranscriptionEvent event);

    R ignore(String what);

    R finish();

    R abort();

    R end(Outcome outcome);
  }

  /** Send the event. */
  record Send(ClientEvent event) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.send(event);
    }
  }

  /** From now on chunks may come. */
  record TakeAudio() implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.takeAudio();
    }
  }

  /**
   * The model transcribed one more frame.
   *
   * @param event its text; most often empty
   * @param samples how far the model has come, from the session's first sample
   */
  record Delta(ServerEvent.Delta event, long samples) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.delta(this);
    }
  }

  /** Pass the event on; the session goes on. */
  record Report(TranscriptionEvent event) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.report(event);
    }
  }

  /**
   * Log what came after {@code transcription.done} and has no meaning any more.
   *
   * @param what the server's message, or what broke the connection
   */
  record Ignore(String what) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ignore(what);
    }
  }

  /** End our side of the connection. */
  record Finish() implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.finish();
    }
  }

  /** Drop the connection. */
  record Abort() implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.abort();
    }
  }

  /** The last effect of a session. */
  record End(Outcome outcome) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.end(outcome);
    }
  }
}
