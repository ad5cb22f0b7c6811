package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.Backoff;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Runs one scenario from its start to its end. */
final class Simulation implements TranscriptionListener {
  /** Tasks and time-outs that a second of audio may cost, faults and overlaps included. */
  private static final long TURNS_A_SECOND = 400;

  private static final long TURNS = 20_000;

  private final VirtualClock clock = new VirtualClock();
  private final VirtualScheduler scheduler = new VirtualScheduler(clock);
  private final World world;
  private final SimulatedServer server;
  private final Transcription client;
  private final List<RunLog.Printed> printed = new ArrayList<>();
  private final List<RunLog.Told> warnings = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private long lastHeard;

  private Simulation(Scenario scenario) {
    world = WorldMaker.make(scenario.world(), scenario.script(), scenario.words(), scenario.seed());
    server = new SimulatedServer(clock, scheduler, scenario, world);
    scheduler.limit(limit(scenario), TURNS + TURNS_A_SECOND * world.samples() / AudioChunk.RATE);
    SplittableRandom chance = new SplittableRandom(~scenario.seed());
    Backoff backoff =
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), chance::nextDouble);
    client =
        new Transcription(
            server,
            new SimulatedFeed(clock, scenario, world),
            SessionSettings.of("the simulated server", "m", Timeouts.DEFAULT),
            new RetryPolicy(scenario.retries(), backoff, Duration.ofSeconds(scenario.maxSession())),
            this,
            scheduler);
  }

  /** Runs a scenario. */
  static RunLog run(Scenario scenario) {
    return new Simulation(scenario).run();
  }

  private RunLog run() {
    Optional<Result> result = Optional.empty();
    try {
      result = Optional.of(client.run());
    } catch (VirtualScheduler.Stuck e) {
      violations.add(e.getMessage());
    } catch (RuntimeException e) {
      violations.add("threw: " + e + " at " + e.getStackTrace()[0]);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a simulation", e);
    }
    violations.addAll(server.violations());
    return new RunLog(
        world,
        printed,
        warnings,
        result.map(Result::outcome),
        result.map(Result::delivery).orElse(RunEnded.Delivery.NONE),
        violations,
        server.struck(),
        Duration.ofNanos(clock.now()),
        server.open());
  }

  /** Longer than the audio, all deadlines of all planned faults, and a slow server. */
  private Duration limit(Scenario scenario) {
    long audio = 3 * world.samples() / AudioChunk.RATE;
    return Duration.ofSeconds(audio + 300 + 240L * (scenario.retries() + scenario.faults().size()));
  }

  @Override
  public void take(TranscriptionEvent event) {
    if (event instanceof TimedText piece && !piece.text().isEmpty()) {
      if (piece.time() < lastHeard) {
        violations.add("times: text at " + piece.time() + " after text at " + lastHeard);
      }
      lastHeard = Math.max(lastHeard, piece.time());
      printed.add(new RunLog.Printed(piece.text(), piece.time()));
    } else if (event instanceof TranscriptionEvent.Warned warned) {
      Warning warning = warned.warning();
      warnings.add(new RunLog.Told(warning.code(), warning.message(), printed.size()));
    } else if (event instanceof SessionProgress progress
        && progress.stage() == SessionProgress.Stage.STREAMING) {
      server.announce(progress.start());
    }
  }
}
