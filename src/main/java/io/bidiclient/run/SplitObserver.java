package io.bidiclient.run;

import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.events.RunObserver;
import io.bidiclient.run.metrics.Totals;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.ProblemReported;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.WarningIssued;
import io.bidiclient.transcript.assemble.ChannelMerger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * What is made of the events of an input's channels: one transcript and one summary. Each channel's
 * thread brings its own events; one at a time is served, so that a slow output slows all of them.
 */
final class SplitObserver {
  private final Outputs outputs;
  private final List<Channel> channels;
  private final LongSupplier clock;
  private final List<RunObserver> observers;
  private final List<EventSink> meters;

  /** What became of the channels that have ended, by their place; guarded by this. */
  private final TreeMap<Integer, Summary> ended = new TreeMap<>();

  /**
   * An observer of a run that begins. Its channels count from 0 here.
   *
   * @param outputs owned by this from now on
   * @param options what is done beside
   * @param paced whether the audio is sent as it was spoken
   * @param clock nanoseconds since the run began
   */
  SplitObserver(
      Outputs outputs,
      List<Channel> channels,
      JobOptions options,
      boolean paced,
      LongSupplier clock) {
    this.outputs = outputs;
    this.channels = List.copyOf(channels);
    this.clock = clock;
    ChannelMerger merge = new ChannelMerger(outputs, channels, options.glossary());
    this.meters = channels.stream().map(channel -> options.meters().get()).toList();
    this.observers =
        IntStream.range(0, channels.size())
            .mapToObj(index -> new RunObserver(merge.assembler(index), paced))
            .toList();
  }

  /** How many channels there are. */
  int channels() {
    return channels.size();
  }

  Channel channel(int index) {
    return channels.get(index);
  }

  /** Nanoseconds since the run began. */
  LongSupplier clock() {
    return clock;
  }

  /** Words of a channel so far; for its own thread. */
  RunObserver of(int index) {
    return observers.get(index);
  }

  /** Takes the events of a channel, with times of this observer's clock, which never goes back. */
  EventSink sink(int index) {
    return (at, event) -> take(index, event);
  }

  /** Whether nobody reads any more. */
  synchronized boolean isClosed() {
    return outputs.isClosed();
  }

  /** Tells what is about the input, not about one of its channels. */
  synchronized void tell(Problem problem) {
    outputs.write(new ProblemReported(clock.getAsLong(), problem, Channel.WHOLE));
  }

  /** Warns of what is about the input, not about one of its channels. */
  synchronized void warn(Warning warning) {
    outputs.write(new WarningIssued(clock.getAsLong(), warning, Channel.WHOLE));
  }

  /** Ends the transcript, after the last event of every channel. */
  synchronized Summary end() {
    List<Summary.Part> parts = new ArrayList<>();
    ended.forEach(
        (index, summary) ->
            parts.add(
                new Summary.Part(
                    channels.get(index), summary.status(), summary.delivery(), summary.words())));
    List<Summary.Latency> latencies = ended.values().stream().map(Summary::latency).toList();
    Summary summary = Totals.of(clock.getAsLong(), parts, latencies);
    outputs.write(summary);
    return summary;
  }

  private synchronized void take(int index, TranscriptionEvent event) {
    RunObserver observer = observers.get(index);
    long at = clock.getAsLong();
    observer.take(at, event);
    meters.get(index).take(at, event);
    if (event instanceof RunEnded) {
      ended.put(index, observer.end());
    }
  }
}
