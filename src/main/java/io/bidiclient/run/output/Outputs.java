package io.bidiclient.run.output;

import io.bidiclient.problem.Problem;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * All that one transcript is written to: one that breaks does not stop the others. Beside its
 * outputs there may be feeds, which never break.
 */
public final class Outputs implements TranscriptWriter {
  private final List<Output> outputs;
  private final List<TranscriptWriter> feeds;

  public Outputs(List<Output> outputs) {
    this(outputs, List.of());
  }

  private Outputs(List<Output> outputs, List<TranscriptWriter> feeds) {
    this.outputs = List.copyOf(outputs);
    this.feeds = List.copyOf(feeds);
  }

  /** The same with others that take the transcript, and never throw. */
  public Outputs with(List<TranscriptWriter> others) {
    return new Outputs(outputs, others);
  }

  /** Whether nobody reads any more. */
  public boolean isClosed() {
    return feeds.isEmpty() && !outputs.isEmpty() && outputs.stream().allMatch(Output::isBroken);
  }

  /** What could not be written. */
  public List<Problem> problems() {
    return outputs.stream().map(Output::problem).flatMap(Optional::stream).toList();
  }

  @Override
  public void write(TranscriptEvent event) {
    outputs.forEach(output -> output.write(event));
    for (TranscriptWriter feed : feeds) {
      try {
        feed.write(event);
      } catch (IOException e) {
        throw new UncheckedIOException("a feed could not be written to", e);
      }
    }
    if (event instanceof Summary summary) {
      outputs.forEach(output -> output.close(summary));
    }
  }
}
