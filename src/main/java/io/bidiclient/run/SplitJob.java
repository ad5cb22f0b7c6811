package io.bidiclient.run;

import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.mix.ChannelSplitter;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.events.InputLength;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.ProgressRow;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.transcript.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The channels of one input, each transcribed by sessions and a thread of its own. One that fails
 * does not stop the others: the rest of its audio is dropped.
 */
final class SplitJob {
  private final RunSettings settings;
  private final Interruption interruption;
  private final SplitObserver observer;
  private final Progress progress;
  private final Consumer<String> say;
  private final PendingWarnings warnings;
  private Optional<Throwable> fault = Optional.empty();

  /**
   * A run that has not begun.
   *
   * @param observer takes what happens on each channel
   * @param say takes a line for the person
   * @param warnings what the input has to say; told with the first channel
   */
  SplitJob(
      RunSettings settings,
      Interruption interruption,
      SplitObserver observer,
      Progress progress,
      Consumer<String> say,
      PendingWarnings warnings) {
    this.settings = settings;
    this.interruption = interruption;
    this.observer = observer;
    this.progress = progress;
    this.say = say;
    this.warnings = warnings;
  }

  /**
   * Runs all channels to their ends.
   *
   * @param name what the input is called
   * @param length how long it is, as far as that is known
   * @return what went wrong, the gravest first
   */
  List<Problem> run(
      String name,
      InputLength length,
      ChannelSplitter audio,
      StreamTranscriber.TransportOpener server)
      throws InterruptedException {
    List<ChannelJob> channels =
        IntStream.range(0, observer.channels())
            .mapToObj(index -> channel(index, name, length, audio))
            .toList();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            channels.size(),
            task -> {
              Thread thread = new Thread(task, "channel");
              thread.setDaemon(true);
              return thread;
            });
    List<Future<ChannelJob.Ending>> runs = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      ChannelJob channel = channels.get(i);
      AudioSource source = audio.channels().get(i);
      runs.add(threads.submit(() -> run(channel, channels, name, source, server)));
    }
    threads.shutdown();
    List<ChannelJob.Ending> endings = new ArrayList<>();
    for (Future<ChannelJob.Ending> run : runs) {
      endings.add(ending(run));
    }
    fault = endings.stream().map(ChannelJob.Ending::fault).flatMap(Optional::stream).findFirst();
    return problems(endings);
  }

  /** The bug of ours that ended a channel. */
  Optional<Throwable> fault() {
    return fault;
  }

  private ChannelJob channel(int index, String name, InputLength length, ChannelSplitter audio) {
    String title = name + " " + observer.channel(index).label();
    boolean live = audio.channels().get(index).isLive();
    return new ChannelJob(
        settings,
        interruption,
        observer,
        index,
        new ProgressRow(title, length, live, observer.of(index)),
        say,
        index == 0 ? warnings : new PendingWarnings());
  }

  private ChannelJob.Ending run(
      ChannelJob channel,
      List<ChannelJob> all,
      String name,
      AudioSource source,
      StreamTranscriber.TransportOpener server)
      throws InterruptedException {
    progress.add(channel.row());
    try {
      ChannelJob.Ending ending = channel.run(name, source, server);
      if (ending.unread()) {
        all.forEach(ChannelJob::finishEarly);
      }
      return ending;
    } finally {
      progress.remove(channel.row());
    }
  }

  private static ChannelJob.Ending ending(Future<ChannelJob.Ending> run)
      throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What all channels failed by, or is about the input itself, is one problem. */
  private List<Problem> problems(List<ChannelJob.Ending> endings) {
    Set<Problem> all = new LinkedHashSet<>();
    for (ChannelJob.Ending ending : endings) {
      for (Problem problem : ending.problems()) {
        if (endings.stream().allMatch(other -> has(other, problem))) {
          all.add(endings.get(0).problems().get(0));
        } else {
          all.add(of(ending.channel(), problem));
        }
      }
    }
    Set<Problem> ofInput = new LinkedHashSet<>();
    endings.forEach(ending -> ending.input().ifPresent(ofInput::add));
    ofInput.forEach(observer::tell);
    all.addAll(ofInput);
    return all.stream().sorted(Comparator.comparing(Problem::code, ExitCode.WORST_FIRST)).toList();
  }

  /** The servers' words may differ, by a request's id for one. */
  private static boolean has(ChannelJob.Ending ending, Problem problem) {
    return ending.problems().stream()
        .anyMatch(own -> own.code() == problem.code() && own.hint().equals(problem.hint()));
  }

  private static Problem of(Channel channel, Problem problem) {
    return new Problem(
        problem.code(), "channel " + channel.number() + ": " + problem.message(), problem.hint());
  }
}
