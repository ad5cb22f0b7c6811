package io.bidiclient.cli.option;

import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.Timeouts;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long to wait for what. */
@Command(description = "Time-outs and retries (TIME as 30s, 25m, 1h or 250ms)")
public final class TimeoutOptions {
  private static final int MOST_RETRIES = 1_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Wait this long for a connection (default: ${DEFAULT-VALUE}).")
  private Duration connect;

  @Option(
      names = "--session-timeout",
      paramLabel = "TIME",
      defaultValue = "15s",
      description = "Then wait this long for session.created (default: ${DEFAULT-VALUE}).")
  private Duration session;

  @Option(
      names = "--first-delta-timeout",
      paramLabel = "TIME",
      defaultValue = "120s",
      description =
          "Wait this long for the first delta; a cold server has to compile (default: ${DEFAULT-VALUE}).")
  private Duration firstDelta;

  @Option(
      names = "--stall-timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "Longest silence of the server while audio is sent (default: ${DEFAULT-VALUE}).")
  private Duration stall;

  @Option(
      names = "--done-timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Wait this long for the end of the transcript (default: ${DEFAULT-VALUE}).")
  private Duration done;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Replace a failed session up to N times; the count resets after a healthy minute (default:"
              + " ${DEFAULT-VALUE}).")
  private int retries;

  @Option(
      names = "--max-session",
      paramLabel = "TIME",
      defaultValue = "25m",
      description = "Replace a session before it reaches this age (default: ${DEFAULT-VALUE}).")
  private Duration maxSession;

  /** How a run survives its sessions. */
  public RetryPolicy retries() {
    if (retries < 0 || retries > MOST_RETRIES) {
      throw usage("--retries takes a number from 0 to " + MOST_RETRIES + ", not " + retries);
    }
    positive("--max-session", maxSession);
    return new RetryPolicy(retries, RetryPolicy.BACKOFF, maxSession);
  }

  /** How long to wait for what. */
  public Timeouts timeouts() {
    positive("--connect-timeout", connect);
    positive("--session-timeout", session);
    positive("--first-delta-timeout", firstDelta);
    positive("--stall-timeout", stall);
    positive("--done-timeout", done);
    return new Timeouts(connect, session, firstDelta, stall, done);
  }

  private void positive(String option, Duration time) {
    if (time.isZero()) {
      throw usage(option + " takes a time above 0, such as 30s");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
