package io.bidiclient.cli;

import io.bidiclient.endpoint.StackChange;
import io.bidiclient.endpoint.StackEvent;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackPlan;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.terminal.ProcessContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What is said to a person while a stack changes, and the question that comes before. */
public final class StackTalk {
  private final ProcessContext surroundings;
  private Optional<Instant> start = Optional.empty();
  private Duration elapsed = Duration.ZERO;

  StackTalk(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  void say(String line) {
    surroundings.terminal().say(line);
  }

  /** The changes, a line each. */
  void show(StackPlan plan) {
    for (StackChange change : plan.changes()) {
      String line =
          String.format(
              "  %-8s%-20s%s%s",
              change.action().toLowerCase(Locale.ROOT),
              change.resource(),
              change.type(),
              change.replaced() ? "  (replaced)" : "");
      surroundings.terminal().err().println(line);
    }
  }

  /** One step of the work, with the time since the first by CloudFormation's clock. */
  void step(StackEvent event) {
    start = start.or(() -> Optional.of(event.at()));
    elapsed = Duration.between(start.get(), event.at());
    String why = event.status().contains("FAILED") ? event.reason().orElse("") : "";
    String line =
        String.format("  %6s  %-20s%-20s%s", time(), event.resource(), event.status(), why);
    surroundings.terminal().err().println(line.stripTrailing());
  }

  /** Minutes and seconds from the first step to the last. */
  String time() {
    return String.format("%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  /** Asks; anything but yes is no. Nobody there to answer is an error: a script wants --yes. */
  boolean agreed(String question) throws CommandException {
    surroundings.terminal().say(question + " [y/N]");
    try {
      String answer =
          new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8))
              .readLine();
      if (answer == null) {
        throw new CommandException(
            new Problem(ExitCode.USAGE, "nobody answered", "give --yes where nobody is asked"));
      }
      String word = answer.strip().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      throw new CommandException(
          new Problem(ExitCode.USAGE, "cannot read the answer: " + e.getMessage(), ""), e);
    }
  }

  public static CommandException failure(StackException e) {
    ExitCode code =
        switch (e.category()) {
          case VALUE -> ExitCode.USAGE;
          case AUTH -> ExitCode.AUTH;
          case STACK -> ExitCode.ENDPOINT;
          case NETWORK -> ExitCode.NETWORK;
        };
    return new CommandException(new Problem(code, e.getMessage(), e.hint()), e);
  }
}
