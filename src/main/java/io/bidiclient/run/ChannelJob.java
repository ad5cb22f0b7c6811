package io.bidiclient.run;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.cli.option.AudioOptions;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.run.events.EventSink;
import io.bidiclient.run.events.PendingNotices;
import io.bidiclient.run.events.ProgressRow;
import io.bidiclient.run.events.RunTap;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Status;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One channel of an input, transcribed on the thread that runs it. */
final class ChannelJob {
  private final RunSettings settings;
  private final Interruption interruption;
  private final SplitObserver account;
  private final int index;
  private final Consumer<String> say;
  private final StreamTranscriber hearing;
  private final PendingNotices notices;

  /**
   * A run that has not begun.
   *
   * @param account takes what is heard
   * @param index the channel's place there
   * @param talk takes a line for the person
   * @param notices what the channel's audio has to say
   */
  ChannelJob(
      RunSettings settings,
      Interruption interruption,
      SplitObserver account,
      int index,
      Consumer<String> talk,
      PendingNotices notices) {
    this.notices = notices;
    this.settings = settings;
    this.interruption = interruption;
    this.account = account;
    this.index = index;
    this.say = line -> talk.accept(account.channel(index).label() + " " + line);
    this.hearing = new StreamTranscriber(settings, interruption, say);
  }

  /**
   * What became of the channel.
   *
   * @param channel which
   * @param problems what went wrong with its sessions
   * @param input what was wrong with the input, which all its channels meet
   * @param unread whether it ended since nobody reads
   */
  record Ending(
      Channel channel, List<Problem> problems, Optional<AudioException> input, boolean unread) {}

  /** Runs to the end, and closes the source so that no other channel waits for this one. */
  Ending run(String name, AudioSource source, Transport transport, ProgressRow row)
      throws IOException, InterruptedException {
    List<EventSink> sinks = List.of(account.sink(index), row);
    RunTap tap = new RunTap(sinks, say, account::isClosed, account.clock());
    AudioOptions audio = settings.audio();
    try (AudioPipeline chunks =
        new AudioPipeline(name, source, audio.chunkMs, audio.gain, notices)) {
      Result result = hearing.hear(chunks, transport, tap, notices);
      boolean unread = account.isClosed() || result.outcome() instanceof Outcome.Abandoned;
      List<Problem> problems = unread ? List.of() : Problem.of(result.outcome());
      if (!interruption.happened()) {
        problems.forEach(problem -> say.accept("is heard no more: " + problem.message()));
      }
      Status status = hearing.status(result);
      boolean whole = status == Status.COMPLETE;
      tap.end(problems, unread && !whole ? Status.ABANDONED : status, result.delivery());
      return new Ending(account.channel(index), problems, result.input(), unread);
    }
  }

  /** Ends it with what was sent, as an interruption does. For any thread. */
  void finishEarly() {
    hearing.finishEarly();
  }
}
