package io.bidiclient.live;

import io.bidiclient.problem.Problem;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the endpoint can be reached, as far as is known: asked at the start, again after a
 * recording that failed, and then until it can be. On the server's event loop.
 */
final class EndpointStatus {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointStatus.class);

  private static final long AGAIN_SECONDS = 10;

  private final Hosting hosting;
  private final EventLoop loop;
  private final Executor threads;
  private final Consumer<String> pages;
  private Optional<Problem> problem = Optional.empty();
  private boolean known;
  private boolean asking;

  /**
   * A status that is not known yet.
   *
   * @param threads where it is asked
   * @param pages takes the message for all pages when it changes
   */
  EndpointStatus(Hosting hosting, EventLoop loop, Executor threads, Consumer<String> pages) {
    this.hosting = hosting;
    this.loop = loop;
    this.threads = threads;
    this.pages = pages;
  }

  /** The status as pages are told it. */
  String message() {
    return ServerMessages.endpoint(
        known ? problem.map(any -> "failed").orElse("ready") : "checking",
        problem.map(Problem::message).orElse(""),
        problem.map(Problem::hint).orElse(""));
  }

  /** Asks again, unless that is being done. */
  void check() {
    if (asking) {
      return;
    }
    asking = true;
    try {
      threads.execute(this::ask);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server is about to end", e);
    }
  }

  private void ask() {
    try {
      Optional<Problem> answer = hosting.probe();
      loop.execute(() -> take(answer));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      LOG.debug("the server has ended", e);
    }
  }

  private void take(Optional<Problem> answer) {
    asking = false;
    boolean changed = !known || !answer.equals(problem);
    known = true;
    problem = answer;
    if (changed) {
      answer.ifPresent(hosting::report);
      pages.accept(message());
    }
    if (answer.isPresent()) {
      var unused = loop.schedule(this::check, AGAIN_SECONDS, TimeUnit.SECONDS);
    }
  }
}
