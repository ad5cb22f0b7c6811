package io.bidiclient.run.hook;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.ReadFailure;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.run.settings.HookSettings;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.text.CommandWords;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that a command hands what was said to. Opened before the first run and finished after the
 * last; in between each run has its own feeds. Safe for use from many threads.
 */
public final class Hooks {
  /** Lines that wait for a program. */
  private static final int LINES = 10_000;

  /** Turns that wait for a program or an address. */
  private static final int TURNS = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** After an interruption, of whose three seconds the runs may have used most. */
  private static final Duration HASTE = Duration.ofMillis(400);

  private final List<Opened> opened;
  private final Interruption interruption;

  private Hooks(List<Opened> opened, Interruption interruption) {
    this.opened = List.copyOf(opened);
    this.interruption = interruption;
  }

  private record Opened(HookQueue queue, boolean turns) {}

  /**
   * Starts what was asked for.
   *
   * @param say takes a line that a program prints
   */
  public static Hooks open(
      HookSettings settings,
      Map<String, String> environment,
      Interruption interruption,
      Consumer<String> say)
      throws CommandException {
    List<Opened> opened = new ArrayList<>();
    if (settings.webhook().isPresent()) {
      URI url = settings.webhook().get();
      Webhook webhook =
          new Webhook(
              url, signature(settings, environment), proxy(url, environment), RetryPolicy.BACKOFF);
      opened.add(new Opened(new HookQueue(webhook, TURNS), true));
    }
    if (settings.program().isPresent()) {
      HookReceiver program =
          program(settings.program().get(), settings.perTurn(), environment, say);
      int capacity = settings.perTurn() ? TURNS : LINES;
      opened.add(new Opened(new HookQueue(program, capacity), settings.perTurn()));
    }
    opened.forEach(hook -> hook.queue().start());
    return new Hooks(opened, interruption);
  }

  private static Optional<HttpProxy> proxy(URI url, Map<String, String> environment)
      throws CommandException {
    try {
      return new EnvironmentProxies(environment).proxyFor(url);
    } catch (TransportException e) {
      throw new CommandException(
          new Problem(ExitCode.NETWORK, "--webhook: " + e.getMessage(), e.hint()), e);
    }
  }

  private static HookReceiver program(
      String command, boolean perTurn, Map<String, String> environment, Consumer<String> say)
      throws CommandException {
    try {
      List<String> words = CommandWords.of(command);
      if (!perTurn) {
        return new ExecRun(words, say);
      }
      HookProcess.check(words, environment.getOrDefault("PATH", ""));
      return new ExecTurn(words, say);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE,
              "--exec: " + e.getMessage(),
              "name a program that reads JSON Lines on its stdin"),
          e);
    }
  }

  private static Optional<WebhookSignature> signature(
      HookSettings settings, Map<String, String> environment) throws CommandException {
    Optional<String> key =
        settings.keyFile().isPresent()
            ? Optional.of(key(settings.keyFile().get()))
            : Optional.ofNullable(environment.get(WebhookSignature.VARIABLE))
                .filter(value -> !value.isEmpty());
    return key.map(WebhookSignature::new);
  }

  private static String key(Path file) throws CommandException {
    String hint = "give a file that holds the key and nothing else";
    try {
      String key = Files.readString(file).strip();
      if (key.isEmpty()) {
        throw new CommandException(
            new Problem(ExitCode.USAGE, "the key in " + file + " is empty", hint));
      }
      return key;
    } catch (IOException e) {
      throw new CommandException(ReadFailure.of("the key", file, e, hint), e);
    }
  }

  /** What takes the events of one input; none of them waits or throws. */
  public List<TranscriptWriter> feeds(String input, Target target) {
    return opened.stream()
        .<TranscriptWriter>map(hook -> new HookFeed(hook.queue(), hook.turns(), input, target))
        .toList();
  }

  /** Waits until all is delivered, or no longer; tells what was not. */
  public List<Problem> finish() throws InterruptedException {
    Runnable nothing = () -> {};
    interruption.call(nothing);
    try {
      List<Problem> problems = new ArrayList<>();
      for (Opened hook : opened) {
        HookQueue.Counts counts = hook.queue().finish(interruption.happened() ? HASTE : PATIENCE);
        if (!counts.complete()) {
          problems.add(problem(hook, counts));
        }
      }
      return problems;
    } finally {
      interruption.forget(nothing);
    }
  }

  private static Problem problem(Opened hook, HookQueue.Counts counts) {
    String what = hook.turns() ? "turns" : "lines";
    List<String> reasons = new ArrayList<>();
    if (counts.failed() > 0) {
      reasons.add(
          counts.failed()
              + " failed: "
              + counts.failure().or(counts::ending).orElse("it did not take them in time"));
    }
    if (counts.dropped() > 0) {
      reasons.add(counts.dropped() + " dropped, since it was too slow");
    }
    counts
        .ending()
        .filter(why -> counts.failed() == 0 || counts.failure().isPresent())
        .ifPresent(reasons::add);
    String message =
        hook.queue().receiver()
            + " took "
            + counts.delivered()
            + " of "
            + counts.offered()
            + " "
            + what
            + " ("
            + String.join("; ", reasons)
            + ")";
    return new Problem(
        ExitCode.DELIVERY, message, "write -o jsonl=FILE as well: it has all of them");
  }
}
