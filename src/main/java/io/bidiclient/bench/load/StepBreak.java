package io.bidiclient.bench.load;

import io.bidiclient.problem.Problem;
import io.bidiclient.transport.TransportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides when a step is of no more use: after a failure that no other try can mend, or after as
 * many in a row as there are streams, with not a frame in between. A server that only asks for
 * fewer streams is measured to the end. Safe for use from many threads.
 */
final class StepBreak {
  private static final int LEAST = 3;

  private final int most;
  private final List<Runnable> ends = new ArrayList<>();
  private Optional<Problem> reason = Optional.empty();
  private boolean lasting;

  /** What a step of so many streams bears. */
  StepBreak(int streams) {
    this.most = Math.max(LEAST, streams);
  }

  /**
   * An utterance has failed.
   *
   * @param inRow failures since a frame was heard, this one included
   */
  void failed(TransportException cause, Problem problem, int inRow) {
    List<Runnable> all;
    synchronized (this) {
      lasting |= lasts(cause);
      if (reason.isPresent() || !(lasting || endless(cause, inRow))) {
        return;
      }
      reason = Optional.of(problem);
      all = List.copyOf(ends);
    }
    all.forEach(Runnable::run);
  }

  private boolean endless(TransportException cause, int inRow) {
    return cause.category() != TransportException.Category.THROTTLED && inRow >= most;
  }

  private static boolean lasts(TransportException cause) {
    return switch (cause.category()) {
      case SETTINGS, AUTH, ENDPOINT -> true;
      case THROTTLED, TIMEOUT, NETWORK, PROTOCOL, REMOTE -> cause.isLasting();
    };
  }

  /** Has a task run at the break, on the thread that finds it. */
  synchronized void then(Runnable end) {
    ends.add(end);
  }

  /** Whether other steps would fare no better, whatever the number of their streams. */
  synchronized boolean isLasting() {
    return lasting;
  }

  /** What broke the step. */
  synchronized Optional<Problem> reason() {
    return reason;
  }
}
