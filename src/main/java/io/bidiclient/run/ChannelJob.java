package io.bidiclient.run;

import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.events.ProgressRow;
import io.bidiclient.run.events.WarningLines;
import io.bidiclient.run.settings.AudioSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.transcript.Channel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One channel of an input, transcribed on the thread that runs it. */
final class ChannelJob {
  private final AudioSettings audio;
  private final Interruption interruption;
  private final SplitObserver observer;
  private final int index;
  private final Consumer<String> say;
  private final ProgressRow row;
  private final StreamTranscriber stream;
  private final PendingWarnings warnings;

  /**
   * A job that has not begun.
   *
   * @param observer takes what happens
   * @param index the channel's place there
   * @param row shows its progress
   * @param say takes a line for the person
   * @param warnings what the channel's audio has to say
   */
  ChannelJob(
      RunSettings settings,
      Interruption interruption,
      SplitObserver observer,
      int index,
      ProgressRow row,
      Consumer<String> say,
      PendingWarnings warnings) {
    this.audio = settings.audio();
    this.interruption = interruption;
    this.observer = observer;
    this.index = index;
    this.row = row;
    this.say = line -> say.accept(observer.channel(index).label() + " " + line);
    this.warnings = warnings;
    this.stream =
        new StreamTranscriber(
            StreamSettings.of(settings),
            observer.clock(),
            EventSink.all(
                List.of(WarningLines.of(settings.logging(), this.say), observer.sink(index), row)),
            chunk -> {},
            observer::isClosed);
  }

  /**
   * What became of the channel.
   *
   * @param channel which
   * @param problems what went wrong with its sessions
   * @param input what was wrong with the input, which all its channels meet
   * @param unread whether it ended because nobody reads any more
   * @param fault the bug of ours that ended it
   */
  record Ending(
      Channel channel,
      List<Problem> problems,
      Optional<Problem> input,
      boolean unread,
      Optional<Throwable> fault) {}

  /** Shows its progress. */
  ProgressRow row() {
    return row;
  }

  /** Runs to the end, and closes the source so that no other channel waits for this one. */
  Ending run(String name, AudioSource source, StreamTranscriber.TransportOpener server)
      throws InterruptedException {
    Runnable finishEarly = this::finishEarly;
    interruption.call(finishEarly);
    try {
      StreamResult result =
          stream.transcribe(
              pending ->
                  new AudioPipeline(name, source, audio.chunkMillis(), audio.gain(), pending),
              server,
              warnings);
      return end(result);
    } finally {
      interruption.forget(finishEarly);
    }
  }

  /** Ends it with what was sent, as an interruption does. For any thread. */
  void finishEarly() {
    stream.finishEarly();
  }

  private Ending end(StreamResult result) {
    boolean unread = observer.isClosed() || result.status() == RunStatus.ABANDONED;
    List<Problem> problems = unread ? List.of() : result.server();
    if (!interruption.happened()) {
      problems.forEach(problem -> say.accept("is no longer transcribed: " + problem.message()));
    }
    boolean cut = unread && result.status() != RunStatus.COMPLETE;
    stream.end(problems, cut ? RunStatus.ABANDONED : result.status(), result.delivery());
    return new Ending(observer.channel(index), problems, result.input(), unread, result.fault());
  }
}
