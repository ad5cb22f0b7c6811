package io.bidiclient.run;

import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.mix.ChannelSplitter;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.events.PendingNotices;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.ProgressRow;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transport.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
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
  private final SplitObserver account;
  private final Progress progress;
  private final List<ChannelJob> channels;

  /**
   * A run that has not begun.
   *
   * @param account takes what is heard of each channel
   * @param talk takes a line for the person
   * @param notices what the input has to say; told with the first channel
   */
  SplitJob(
      RunSettings settings,
      Interruption interruption,
      SplitObserver account,
      Progress progress,
      Consumer<String> talk,
      PendingNotices notices) {
    this.account = account;
    this.progress = progress;
    this.channels =
        IntStream.range(0, account.channels())
            .mapToObj(
                index ->
                    new ChannelJob(
                        settings,
                        interruption,
                        account,
                        index,
                        talk,
                        index == 0 ? notices : new PendingNotices()))
            .toList();
  }

  /**
   * Runs all channels to their ends.
   *
   * @param name what the input is called
   * @param seconds how long it is, where that is known
   * @return what went wrong, the gravest first
   */
  List<Problem> run(String name, OptionalDouble seconds, ChannelSplitter audio, Transport transport)
      throws InterruptedException {
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
      int index = i;
      AudioSource source = audio.channels().get(i);
      runs.add(threads.submit(() -> run(index, name, seconds, source, transport)));
    }
    threads.shutdown();
    List<ChannelJob.Ending> endings = new ArrayList<>();
    for (Future<ChannelJob.Ending> run : runs) {
      endings.add(ending(run));
    }
    return problems(endings);
  }

  private ChannelJob.Ending run(
      int index, String name, OptionalDouble seconds, AudioSource source, Transport transport)
      throws Exception {
    String title = name + " " + account.channel(index).label();
    ProgressRow row = new ProgressRow(title, seconds, source.isLive(), account.of(index));
    progress.add(row);
    try {
      ChannelJob.Ending ending = channels.get(index).run(name, source, transport, row);
      if (ending.unread()) {
        channels.forEach(ChannelJob::finishEarly);
      }
      return ending;
    } finally {
      progress.remove(row);
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
    endings.forEach(ending -> ending.input().map(Problem::of).ifPresent(ofInput::add));
    ofInput.forEach(account::tell);
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
