package io.bidiclient.cli;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.live.Hosting;
import io.bidiclient.live.LiveOptions;
import io.bidiclient.live.LiveServer;
import io.bidiclient.live.Streaming;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.Destination;
import io.bidiclient.run.SessionProbe;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The live page from its start to the signal that ends it. */
final class LivePage {
  private static final int CHUNK_MILLIS = 80;

  /** A page that comes back after a break may have a backlog: no flood for the server. */
  private static final Pacer PACER = new Pacer(Pace.AUTO, 160_000);

  /** How long last words may take once a signal came. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final ProcessContext context;
  private final LiveOptions options;
  private final EndpointSettings endpoint;
  private final Timeouts timeouts;
  private final RetryPolicy retries;
  private final LoggingSettings logging;

  LivePage(
      ProcessContext context,
      LiveOptions options,
      EndpointSettings endpoint,
      Timeouts timeouts,
      RetryPolicy retries,
      LoggingSettings logging) {
    this.context = context;
    this.options = options;
    this.endpoint = endpoint;
    this.timeouts = timeouts;
    this.retries = retries;
    this.logging = logging;
  }

  /** Serves until a signal comes, and then lets the recordings in progress finish. */
  void serve(boolean open) throws CommandException, IOException, InterruptedException {
    try (Destination destination =
            Destination.open(endpoint, timeouts, context.environment(), this::say);
        LiveServer server = start(destination)) {
      CountDownLatch interrupted = new CountDownLatch(1);
      Runnable leave = interrupted::countDown;
      // Before anybody knows the address: no signal may leave the browser's file behind.
      context.interruption().call(leave);
      try {
        if (!tell(server, open)) {
          return;
        }
        try (Browser browser = new Browser(server.url())) {
          if (open) {
            browser.open().ifPresent(this::say);
          }
          interrupted.await();
        }
      } finally {
        context.interruption().forget(leave);
      }
      server.finish(LAST_WORDS);
    }
  }

  /** Prints the addresses and what to do; false where nobody gets to know them. */
  private boolean tell(LiveServer server, boolean open) throws CommandException {
    StringBuilder addresses = new StringBuilder(server.url() + System.lineSeparator());
    server.readersUrl().ifPresent(url -> addresses.append(url).append(System.lineSeparator()));
    boolean read = context.terminal().print(addresses.toString());
    if (!read && !open) {
      return false;
    }
    say(
        server.readersUrl().isPresent()
            ? "open the first page and speak; at the second, others read along; Ctrl-C ends both"
            : "open this page and speak; Ctrl-C ends it");
    return true;
  }

  private LiveServer start(Destination destination) throws CommandException {
    Streaming streaming =
        new Streaming(
            destination.transport(),
            endpoint.target(),
            new StreamSettings(endpoint.session(timeouts), retries, PACER),
            CHUNK_MILLIS);
    try {
      return LiveServer.start(options, streaming, new TerminalHosting(destination.transport()));
    } catch (IOException e) {
      throw new CommandException(
          new Problem(ExitCode.NETWORK, e.getMessage(), "choose another --port or --bind"), e);
    }
  }

  /** Tells the person at the terminal what visitors cannot mend. */
  private final class TerminalHosting implements Hosting {
    private final SessionProbe probe;

    TerminalHosting(Transport transport) {
      this.probe = new SessionProbe(transport, timeouts);
    }

    /** The emulator in this process is there. */
    @Override
    public Optional<Problem> probe() throws InterruptedException {
      return endpoint.local().isPresent() ? Optional.empty() : probe.check();
    }

    @Override
    public void report(Problem problem) {
      say(problem.message() + (problem.hint().isEmpty() ? "" : "; " + problem.hint()));
    }
  }

  private void say(String line) {
    if (!logging.quiet()) {
      context.terminal().say(line);
    }
  }
}
