package io.bidiclient.bench.measure;

import io.bidiclient.problem.ExitCode;
import java.util.Optional;

/**
 * What became of one utterance: one input that one stream sent.
 *
 * @param stream which stream, from 0
 * @param turn how many the stream sent before it
 * @param input which input, from 0
 * @param text all that was heard of it
 * @param code how it ended; {@link ExitCode#OK} where the transcript is complete
 * @param cut whether it was ended before the input did, so that its text compares with nothing
 * @param throttled whether the server said that it was asked too often
 * @param message what went wrong, in the server's words; empty where nothing did
 * @param lag average lag of its frames, in milliseconds
 * @param done milliseconds from its final commit to {@code transcription.done}
 */
public record UtteranceResult(
    int stream,
    int turn,
    int input,
    String text,
    ExitCode code,
    boolean cut,
    boolean throttled,
    String message,
    Optional<Double> lag,
    Optional<Double> done) {
  /** Whether its text can be compared with what was said. */
  public boolean isComparable() {
    return code == ExitCode.OK && !cut;
  }
}
