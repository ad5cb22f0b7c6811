package io.bidiclient.run.output;

import io.bidiclient.problem.Problem;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
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
  public void write(TranscriptEvent event) {
    outputs.forEach(output -> output.write(event));
    if (event instanceof Summary summary) {
      outputs.forEach(output -> output.close(summary));
    }
  }
}
