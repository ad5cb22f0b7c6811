package io.bidiclient.run.events;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.SessionProgress;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Warning;
import io.bidiclient.transcript.RunEvent;
import io.bidiclient.transcript.Status;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes events of what a transcription tells, each with its time. Owned by the run's thread. */
public final class RunTap implements TranscriptionListener {
  private final List<EventSink> sinks;
  private final Consumer<String> talk;
  private final BooleanSupplier closed;
  private final LongSupplier clock;
  private final Consumer<AudioChunk> keep;

  /**
   * A tap.
   *
   * @param closed whether nobody reads any more
   * @param clock nanoseconds since the run began
   */
  public RunTap(
      List<EventSink> sinks, Consumer<String> talk, BooleanSupplier closed, LongSupplier clock) {
    this(sinks, talk, closed, clock, chunk -> {});
  }

  /**
   * A tap on the audio too.
   *
   * @param keep takes every chunk that is handed to the wire, also when it is again
   */
  public RunTap(
      List<EventSink> sinks,
      Consumer<String> talk,
      BooleanSupplier closed,
      LongSupplier clock,
      Consumer<AudioChunk> keep) {
    this.keep = keep;
    this.sinks = List.copyOf(sinks);
    this.talk = talk;
    this.closed = closed;
    this.clock = clock;
  }

  @Override
  public void heard(String text, long samples) {
    take(new RunEvent.Heard(text, samples));
  }

  @Override
  public void done(ServerEvent.Done done) {
    take(new RunEvent.Done(done.text(), done.usage()));
  }

  @Override
  public void warned(Warning warning) {
    talk.accept("warning: " + warning.message());
    take(new RunEvent.Told(false, warning.code(), warning.message(), ""));
  }

  @Override
  public void reached(SessionProgress milestone) {
    take(new RunEvent.Reached(milestone));
  }

  @Override
  public void sent(AudioChunk chunk) {
    keep.accept(chunk);
    take(new RunEvent.Sent(chunk.start(), chunk.end(), chunk.levelDbfs()));
  }

  @Override
  public boolean isClosed() {
    return closed.getAsBoolean();
  }

  /** Tells the last things: what went wrong, and how it ended. */
  public void end(List<Problem> problems, Status status, Result.Delivery delivery) {
    for (Problem problem : problems) {
      take(new RunEvent.Told(true, problem.code().label(), problem.message(), problem.hint()));
    }
    take(new RunEvent.Ended(status, delivery));
  }

  /** Gives an event to all. */
  void take(RunEvent event) {
    long at = clock.getAsLong();
    sinks.forEach(sink -> sink.take(at, event));
  }
}
