package io.bidiclient.realtime.protocol;

import java.util.Optional;

/** What a server says in vLLM's Realtime protocol. */
public sealed interface ServerEvent {
  /** Calls the visitor's method for this event. */
  <R> R accept(Visitor<R> visitor);

  /** One method an event: a new event does not compile until every reader handles it. */
  interface Visitor<R> {
    /** The session is open. */
    R created(SessionCreated event);

    /** The model was taken. */
    R updated(SessionUpdated event);

    /** A frame was transcribed. */
    R delta(Delta event);

    /** The utterance is complete. */
    R done(Done event);

    /** A server that ends turns by itself did so. */
    R turn(SpeechTurn event);

    /** Something was refused or failed. */
    R error(Failure event);

    /** An event that this version does not know. */
    R unknown(Unknown event);
  }

  /**
   * Comes first, before anything is asked.
   *
   * @param id the server's name for the session; empty when it gave none
   * @param created seconds since 1970
   */
  record SessionCreated(String id, long created) implements ServerEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.created(this);
    }
  }

  /** Newer servers' answer to {@link ClientEvent.SessionUpdate}; never waited for. */
  record SessionUpdated() implements ServerEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.updated(this);
    }
  }

  /**
   * One more frame of 80 ms was transcribed.
   *
   * @param text what became certain with it; most often empty
   */
  record Delta(String text) implements ServerEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.delta(this);
    }
  }

  /**
   * The utterance is complete: the only proof of a whole transcript.
   *
   * @param text all deltas of the utterance, joined
   * @param usage the server's own count, where it gives one
   */
  record Done(String text, Optional<Usage> usage) implements ServerEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.done(this);
    }
  }

  /**
   * A token count.
   *
   * @param promptTokens tokens of the prompt
   * @param completionTokens tokens generated; one a frame with Voxtral
   */
  record Usage(long promptTokens, long completionTokens) {
    /** Both together. */
    public long totalTokens() {
      return promptTokens + completionTokens;
    }
  }

  /**
   * What a server tells of a turn: a part of the audio that it ends by itself, at a pause in the
   * speech, or that our commit ends. Its {@link Done} follows once its text is complete.
   */
  record SpeechTurn(Stage stage) implements ServerEvent {
    /** How far the turn is. */
    public enum Stage {
      /** Speech began. */
      SPEECH,
      /** Speech ended: the server ends the turn. */
      PAUSE,
      /** Its audio is complete. */
      COMMITTED
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.turn(this);
    }
  }

  /**
   * An {@code error} event.
   *
   * @param message the server's words; may be empty
   * @param code such as {@code model_not_found}; empty when absent
   */
  record Failure(String message, String code) implements ServerEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.error(this);
    }
  }

  /** An event of another type: ignored, told once. */
  record Unknown(String type) implements ServerEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unknown(this);
    }
  }
}
