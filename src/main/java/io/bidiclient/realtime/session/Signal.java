package io.bidiclient.realtime.session;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.transport.CloseReason;

/** What can happen to a session, in the order in which its owner takes it from the mailbox. */
public sealed interface Signal {
  <R> R accept(Visitor<R> visitor);

  /** One method a signal. */
  interface Visitor<R> {
    R opened();

    R received(String message);

    R closed(CloseReason reason);

    R audio(AudioChunk chunk, boolean owed);

    R audioEnded();

    R acknowledged();

    R ticked();
  }

  /** The server took the connection. */
  record Opened() implements Signal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.opened();
    }
  }

  /** A message came. */
  record Received(String message) implements Signal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.received(message);
    }
  }

  /** The connection is gone. */
  record Closed(CloseReason reason) implements Signal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.closed(reason);
    }
  }

  /**
   * A chunk is due to be sent; comes only after {@link Effect.TakeAudio}.
   *
   * @param owed whether the server is to say something to it; it need not say anything to silence
   */
  record Audio(AudioChunk chunk, boolean owed) implements Signal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.audio(chunk, owed);
    }
  }

  /** No chunk will follow. */
  record AudioEnded() implements Signal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.audioEnded();
    }
  }

  /** The wire took the oldest message that it had not yet taken. */
  record Acknowledged() implements Signal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.acknowledged();
    }
  }

  /** The time that {@link SessionState#deadline} named has come. */
  record Ticked() implements Signal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ticked();
    }
  }
}
