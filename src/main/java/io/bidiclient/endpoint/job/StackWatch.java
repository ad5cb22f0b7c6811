package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.EndpointProbe;
import io.bidiclient.endpoint.EventTrail;
import io.bidiclient.endpoint.HostedEndpoint;
import io.bidiclient.endpoint.StackClient;
import io.bidiclient.endpoint.StackEvent;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows a stack's work to its end, and says each step. It sees through times in which AWS cannot
 * be reached, throttles, or finds the credentials expired: the work goes on meanwhile.
 */
final class StackWatch {
  /**
   * How the work ended.
   *
   * @param state of the stack now
   * @param cause the first failure of a resource, if there was one
   * @param begun whether there was any work: a request may be answered by something else than AWS
   */
  record Ending(StackState state, Optional<StackEvent> cause, boolean begun) {}

  /** A person takes a longer silence for a program that hangs. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** CloudFormation begins within seconds. */
  private static final Duration BEGINNING = Duration.ofMinutes(5);

  /** Long enough to log in again, or for a network to come back. */
  private static final Duration BLIND = Duration.ofMinutes(15);

  private final StackClient client;
  private final EndpointProbe probe;
  private final StackConsole console;
  private final StackTimer timer;
  private final Duration interval;
  private final Instant begun;

  // The job's thread owns what is below.
  private Instant heard;
  private Instant followed;
  private Optional<Instant> blindSince = Optional.empty();
  private Optional<StackEvent> cause = Optional.empty();
  private String rest = "";
  private boolean seenBusy;

  StackWatch(
      StackClient client,
      EndpointProbe probe,
      StackConsole console,
      StackTimer timer,
      Duration interval) {
    this.client = client;
    this.probe = probe;
    this.console = console;
    this.timer = timer;
    this.interval = interval;
    this.begun = timer.now();
    this.heard = begun;
    this.followed = begun;
  }

  /**
   * Waits until a stack rests.
   *
   * @param trail read up to the beginning of the work
   * @param wanted the status that it should end with
   * @param known the stack as it was seen last; empty before it was made
   * @throws StackException where AWS could not be seen for a quarter of an hour, or refuses to show
   */
  Ending follow(String stackId, EventTrail trail, String wanted, Optional<StackState> known)
      throws StackException, InterruptedException {
    followed = timer.now();
    seenBusy = known.filter(state -> state.status().busy()).isPresent();
    Optional<StackState> last = known;
    Duration pause = interval;
    String before = "";
    while (true) {
      try {
        // The state first: the events that are read after it then reach up to its end.
        Optional<StackState> state = client.state(stackId).or(goneSince(last));
        for (StackEvent event : trail.next()) {
          take(event);
        }
        last = state;
        blindSince = Optional.empty();
        pause = interval;
        String now = state.filter(this::rests).map(StackState::words).orElse("");
        // A stack that could not be made may rest for a moment before it is deleted.
        if (!now.isEmpty() && (now.equals(wanted) || now.equals(before))) {
          return new Ending(state.orElseThrow(), cause, true);
        }
        before = now;
        if (now.isEmpty() && state.filter(this::idles).isPresent()) {
          return new Ending(state.get(), cause, false);
        }
        state.ifPresent(this::breakSilence);
      } catch (StackException e) {
        pause = seeThrough(e, pause);
      }
      timer.pause(pause);
    }
  }

  /** CloudFormation forgets what was deleted long ago. */
  private static Supplier<Optional<StackState>> goneSince(Optional<StackState> last) {
    return () -> last.map(StackState::gone);
  }

  /** Minutes and seconds since the work began. */
  String elapsed() {
    Duration elapsed = Duration.between(begun, timer.now());
    return String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  private void take(StackEvent event) {
    heard = timer.now();
    if (event.failsFirst()) {
      cause = cause.or(() -> Optional.of(event));
    }
    boolean working = event.status().endsWith("_IN_PROGRESS");
    if (event.ofStack()) {
      rest = working ? "" : event.status();
    }
    String why = event.status().contains("FAILED") ? event.reason().orElse("") : "";
    step(String.format("%-20s%-20s  %s", event.resource(), event.status(), why));
  }

  /** Old news must not pass for the end of this work: both sources say so, or it was seen busy. */
  private boolean rests(StackState state) {
    seenBusy |= state.status().busy();
    return !state.status().busy()
        && (seenBusy || rest.equals(state.words()) || state.words().equals("DELETE_COMPLETE"));
  }

  private boolean idles(StackState state) {
    return !state.status().busy()
        && !seenBusy
        && Duration.between(followed, timer.now()).compareTo(BEGINNING) >= 0;
  }

  private void breakSilence(StackState state) {
    if (Duration.between(heard, timer.now()).compareTo(SILENCE) < 0) {
      return;
    }
    heard = timer.now();
    step("still " + state.words() + endpoint(state.endpointName()));
  }

  private String endpoint(String name) {
    try {
      return probe
          .look(name)
          .map(seen -> "; the endpoint is " + seen.status() + failure(seen))
          .orElse("; there is no endpoint yet or any more");
    } catch (StackException e) {
      // Whoever deploys need not have the right to see it; the stack's own status was said.
      return "";
    }
  }

  private static String failure(HostedEndpoint seen) {
    return seen.failure().map(why -> ": " + why).orElse("");
  }

  private Duration seeThrough(StackException e, Duration pause) throws StackException {
    if (!e.passing()) {
      throw e;
    }
    Instant now = timer.now();
    if (blindSince.isEmpty()) {
      blindSince = Optional.of(now);
      console.say("the work goes on, but cannot be watched: " + e.getMessage());
      console.add("  hint: " + e.hint() + "; looking again for " + BLIND.toMinutes() + " minutes");
    } else if (Duration.between(blindSince.get(), now).compareTo(BLIND) >= 0) {
      throw e;
    }
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private void step(String line) {
    console.add(String.format("  %6s  %s", elapsed(), line).stripTrailing());
  }
}
