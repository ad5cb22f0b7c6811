package io.bidiclient.realtime;

import io.bidiclient.audio.AudioException;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.session.Outcome;
import java.util.Optional;

/**
 * What became of one input.
 *
 * @param outcome how its transcription ended
 * @param input what was wrong with the audio, if anything was; what could be read was transcribed
 * @param delivery proof of what was delivered
 */
public record Result(Outcome outcome, Optional<AudioException> input, Delivery delivery) {
  /**
   * How the run ended.
   *
   * @param cut whether the person ended it before its audio did
   */
  public RunStatus status(boolean cut) {
    if (outcome instanceof Outcome.Failed) {
      return RunStatus.FAILED;
    }
    if (outcome instanceof Outcome.Abandoned) {
      return RunStatus.ABANDONED;
    }
    if (input.isPresent() || cut || outcome instanceof Outcome.Partial) {
      return RunStatus.PARTIAL;
    }
    return outcome instanceof Outcome.Uncertain ? RunStatus.UNCERTAIN : RunStatus.COMPLETE;
  }
}
