package io.bidiclient.run.output;

import io.bidiclient.problem.Problem;
import io.bidiclient.transcript.FinalText;
import io.bidiclient.transcript.Notice;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.SessionStarted;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import java.util.List;
import java.util.Optional;

/** All that one transcript is written to: one that breaks does not stop the others. */
public final class Outputs implements TranscriptWriter {
  private final List<Output> outputs;

  public Outputs(List<Output> outputs) {
    this.outputs = List.copyOf(outputs);
  }

  /** Whether nobody reads any more. */
  public boolean isClosed() {
    return !outputs.isEmpty() && outputs.stream().allMatch(Output::isBroken);
  }

  /** What could not be written. */
  public List<Problem> problems() {
    return outputs.stream().map(Output::problem).flatMap(Optional::stream).toList();
  }

  @Override
  public void opened(SessionStarted opening) {
    each(writer -> writer.opened(opening));
  }

  @Override
  public void heard(PlacedDelta piece) {
    each(writer -> writer.heard(piece));
  }

  @Override
  public void word(Word word) {
    each(writer -> writer.word(word));
  }

  @Override
  public void done(FinalText utterance) {
    each(writer -> writer.done(utterance));
  }

  @Override
  public void told(Notice notice) {
    each(writer -> writer.told(notice));
  }

  @Override
  public void end(Summary summary) {
    each(writer -> writer.end(summary));
    outputs.forEach(output -> output.close(summary));
  }

  private void each(Output.Writing writing) {
    outputs.forEach(output -> output.write(writing));
  }
}
