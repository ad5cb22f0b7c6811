package io.bidiclient.transcript;

import io.bidiclient.realtime.Result.Delivery;
import io.bidiclient.realtime.SessionProgress;
import io.bidiclient.realtime.overlap.Seam;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import java.util.Optional;

/** What happens in a run, as its outputs and its figures are made from it. */
public sealed interface RunEvent {
  /** Calls the visitor's method for this event. */
  <R> R accept(Visitor<R> visitor);

  /** One method an event. */
  interface Visitor<R> {
    /** Audio was sent. */
    R sent(Sent event);

    /** A frame was heard. */
    R heard(Heard event);

    /** A session came further. */
    R reached(Reached event);

    /** An utterance is complete. */
    R done(Done event);

    /** The text of one session was joined to that of another. */
    R joined(Joined event);

    /** Something was said to the person. */
    R told(Told event);

    /** The run is over. */
    R ended(Ended event);
  }

  /**
   * A chunk was handed to the wire.
   *
   * @param start its first sample on the input's time line
   * @param end the sample after its last
   * @param levelDbfs its root mean square, as the audio package has it
   */
  record Sent(long start, long end, double levelDbfs) implements RunEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sent(this);
    }
  }

  /**
   * One more frame was heard.
   *
   * @param text to the letter
   * @param samples how far the model has heard, on the input's time line
   */
  record Heard(String text, long samples) implements RunEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.heard(this);
    }
  }

  /** A session came a step further. */
  record Reached(SessionProgress milestone) implements RunEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reached(this);
    }
  }

  /** The server's own transcript of an utterance. */
  record Done(String text, Optional<Usage> usage) implements RunEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.done(this);
    }
  }

  /** The text of one session was joined to that of the one before it. */
  record Joined(Seam seam) implements RunEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.joined(this);
    }
  }

  /**
   * A warning, or a failure.
   *
   * @param failure whether the run failed by it
   * @param code a short name for programs
   * @param message what, and why
   * @param hint one thing to do; empty for none
   */
  record Told(boolean failure, String code, String message, String hint) implements RunEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.told(this);
    }
  }

  /** The last event. */
  record Ended(Status status, Delivery delivery) implements RunEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ended(this);
    }
  }
}
