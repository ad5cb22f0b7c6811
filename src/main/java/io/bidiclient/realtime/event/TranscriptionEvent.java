package io.bidiclient.realtime.event;

import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import java.util.Optional;

/**
 * What happens in a run, as its outputs and its figures are made from it. All positions are samples
 * at 16 kHz on the input's time line. The set is closed: a new kind is added here, and the visitor
 * shows where it has to be handled.
 */
public sealed interface TranscriptionEvent
    permits TranscriptionEvent.AudioSent,
        TimedText,
        SessionProgress,
        TranscriptionEvent.UtteranceDone,
        Seam,
        TranscriptionEvent.Warned,
        TranscriptionEvent.WentWrong,
        RunEnded {
  /** Calls the visitor's method for this event. */
  <R> R accept(Visitor<R> visitor);

  /** One method an event. */
  interface Visitor<R> {
    /** A chunk was handed to the transport. */
    R audioSent(AudioSent event);

    /** The model transcribed one more frame. */
    R text(TimedText text);

    /** A session reached its next stage. */
    R progress(SessionProgress progress);

    /** An utterance is complete. */
    R utteranceDone(UtteranceDone event);

    /** The text of one session was joined to that of the one before it. */
    R joined(Seam seam);

    /** Something that a person should know, and that ends nothing. */
    R warned(Warning warning);

    /** Something went wrong with the run. */
    R wentWrong(Problem problem);

    /** The run is over. */
    R ended(RunEnded event);
  }

  /**
   * A chunk was handed to the transport; after a failure some are sent again.
   *
   * @param start its first sample
   * @param end the sample after its last
   * @param levelDbfs its root mean square
   */
  record AudioSent(long start, long end, double levelDbfs) implements TranscriptionEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.audioSent(this);
    }
  }

  /** The server's own transcript of an utterance. */
  record UtteranceDone(String text, Optional<Usage> usage) implements TranscriptionEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.utteranceDone(this);
    }
  }

  /** A warning; the run goes on. */
  record Warned(Warning warning) implements TranscriptionEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.warned(warning);
    }
  }

  /** A problem of the run, which is about to end. */
  record WentWrong(Problem problem) implements TranscriptionEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.wentWrong(problem);
    }
  }
}
