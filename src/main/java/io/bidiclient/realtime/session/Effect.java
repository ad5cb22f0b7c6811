package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.ServerEvent;

/** What a session wants done; its owner does it, in order. */
sealed interface Effect {
  <R> R accept(Visitor<R> visitor);

  /** One method an effect. */
  interface Visitor<R> {
    R send(ClientEvent event);

    R takeAudio();

    R heard(Heard heard);

    R done(ServerEvent.Done done);

    R warn(Warning warning);

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
   * The model has heard one more frame.
   *
   * @param text what it said to it, to the letter; most often empty
   * @param samples how far it has heard, from the session's first sample
   */
  record Heard(String text, long samples) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.heard(this);
    }
  }

  /** The server's last word on the utterance. */
  record Done(ServerEvent.Done event) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.done(event);
    }
  }

  /** Tell a person; the session goes on. */
  record Warn(Warning warning) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.warn(warning);
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
