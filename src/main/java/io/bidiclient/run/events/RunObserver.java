package io.bidiclient.run.events;

import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.metrics.Measurements;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is made of a run's events, whether they happen now or were recorded: text and figures. */
public final class RunObserver implements EventSink {
  private final TranscriptAssembler assembler;
  private final Measurements measurements;

  /**
   * An observer of a run that begins.
   *
   * @param writer takes the transcript; must not throw
   * @param paced whether the audio is sent as it was spoken
   */
  public RunObserver(TranscriptWriter writer, boolean paced) {
    this(new TranscriptAssembler(writer), paced);
  }

  /** An observer whose text one of several assemblers makes. */
  public RunObserver(TranscriptAssembler assembler, boolean paced) {
    this.assembler = assembler;
    this.measurements = new Measurements(paced);
  }

  @Override
  public void take(long at, TranscriptionEvent event) {
    measurements.take(at, event);
    try {
      assembler.take(at, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the transcript, after the last event. */
  public Summary end() {
    Summary summary = measurements.summary(assembler.words(), assembler.clock());
    try {
      assembler.end(summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return summary;
  }

  /** Words so far. */
  long words() {
    return assembler.words();
  }
}
