package io.bidiclient.cli;

import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.live.LiveOptions;
import io.bidiclient.live.LiveServer;
import io.bidiclient.live.Streaming;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.Destination;
import io.bidiclient.terminal.ProcessContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The live page from its start to the signal that ends it. */
final class LivePage {
  private static final int CHUNK_MILLIS = 80;

  /** How long last words may take once a signal came. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final ProcessContext surroundings;
  private final LiveOptions options;
  private final EndpointOptions where;
  private final TimeoutOptions limits;
  private final boolean quiet;

  LivePage(
      ProcessContext surroundings,
      LiveOptions options,
      EndpointOptions where,
      TimeoutOptions limits,
      boolean quiet) {
    this.surroundings = surroundings;
    this.options = options;
    this.where = where;
    this.limits = limits;
    this.quiet = quiet;
  }

  /** Serves until a signal comes, and then lets the recordings in progress finish. */
  void serve(boolean open) throws CommandException, IOException, InterruptedException {
    try (Destination destination =
            Destination.open(where, limits, surroundings.environment(), this::say);
        LiveServer server = start(destination)) {
      boolean read = surroundings.terminal().print(server.url() + System.lineSeparator());
      if (!read && !open) {
        // Nobody knows the address.
        return;
      }
      say("open this page and speak; Ctrl-C ends it");
      try (Browser browser = new Browser(server.url())) {
        if (open) {
          browser.open().ifPresent(this::say);
        }
        awaitInterruption();
      }
      server.finish(LAST_WORDS);
    }
  }

  private LiveServer start(Destination destination) throws CommandException {
    Streaming streaming =
        new Streaming(
            destination.transport(),
            where.target(),
            where.session(limits),
            limits.recovery(),
            CHUNK_MILLIS);
    try {
      return LiveServer.start(options, streaming);
    } catch (IOException e) {
      throw new CommandException(
          new Problem(ExitCode.NETWORK, e.getMessage(), "choose another --port or --bind"), e);
    }
  }

  private void awaitInterruption() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Runnable leave = interrupted::countDown;
    surroundings.interruption().call(leave);
    try {
      interrupted.await();
    } finally {
      surroundings.interruption().forget(leave);
    }
  }

  private void say(String line) {
    if (!quiet) {
      surroundings.terminal().say(line);
    }
  }
}
