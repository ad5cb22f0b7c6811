package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.Backoff;
import io.bidiclient.realtime.Limits;
import io.bidiclient.realtime.Milestone;
import io.bidiclient.realtime.Recovery;
import io.bidiclient.realtime.ServerEvent;
import io.bidiclient.realtime.SessionSettings;
import io.bidiclient.realtime.ThreadlessTranscription;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Runs one scenario from its start to its end. */
final class Simulation implements TranscriptionListener {
  /** Messages that may wait for the client: what a feed and a few connections may hold. */
  private static final int MOST_WAITING = 3_000;

  private final VirtualClock clock = new VirtualClock();
  private final Scenario scenario;
  private final World world;
  private final SimulatedServer server;
  private final ThreadlessTranscription client;
  private final SimulatedFeed feed;
  private final List<RunLog.Printed> printed = new ArrayList<>();
  private final List<RunLog.Told> warnings = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private long lastHeard;

  private Simulation(Scenario scenario) {
    this.scenario = scenario;
    this.world =
        WorldMaker.make(scenario.world(), scenario.script(), scenario.words(), scenario.seed());
    this.server = new SimulatedServer(clock, scenario, world);
    SplittableRandom chance = new SplittableRandom(~scenario.seed());
    Backoff backoff =
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), chance::nextDouble);
    this.client =
        new ThreadlessTranscription(
            server,
            SessionSettings.of("the simulated server", "m", Limits.DEFAULT),
            new Recovery(scenario.retries(), backoff, Duration.ofSeconds(scenario.maxSession())),
            this,
            clock::now);
    this.feed = new SimulatedFeed(clock, scenario, world, client);
  }

  /** Runs a scenario. */
  static RunLog run(Scenario scenario) {
    return new Simulation(scenario).run();
  }

  private RunLog run() {
    try {
      feed.pump();
      while (client.outcome().isEmpty() && goesOn()) {
        feed.pump();
      }
    } catch (RuntimeException e) {
      violations.add("threw " + e);
    }
    client.abort();
    violations.addAll(server.violations());
    return new RunLog(
        world,
        printed,
        warnings,
        client.outcome(),
        client.delivery(),
        violations,
        server.struck(),
        Duration.ofNanos(clock.now()),
        server.open());
  }

  /** Has the next thing happen; false where nothing ever would, or not in time. */
  private boolean goesOn() {
    if (client.waiting() > MOST_WAITING) {
      violations.add("memory: " + client.waiting() + " messages wait");
      return false;
    }
    if (client.step()) {
      return true;
    }
    OptionalLong event = clock.next();
    OptionalLong deadline = client.deadline();
    if (event.isEmpty() && deadline.isEmpty()) {
      violations.add("hang: nothing will ever happen any more");
      return false;
    }
    if (clock.now() > limit().toNanos()) {
      violations.add("hang: still running after " + Duration.ofNanos(clock.now()));
      return false;
    }
    if (deadline.orElse(Long.MAX_VALUE) <= event.orElse(Long.MAX_VALUE)) {
      clock.advanceTo(deadline.getAsLong());
      client.wake();
    } else {
      clock.runNext();
    }
    return true;
  }

  /** Longer than the audio, all its deadlines one after the other, and a slow server. */
  private Duration limit() {
    long audio = 3 * world.samples() / AudioChunk.RATE;
    return Duration.ofSeconds(audio + 300 + 240L * server.connections());
  }

  @Override
  public void heard(String text, long samples) {
    if (!text.isEmpty()) {
      if (samples < lastHeard) {
        violations.add("times: text at " + samples + " after text at " + lastHeard);
      }
      lastHeard = Math.max(lastHeard, samples);
      printed.add(new RunLog.Printed(text, samples));
    }
  }

  @Override
  public void done(ServerEvent.Done done) {
    // What counts is what was printed.
  }

  @Override
  public void warned(Warning warning) {
    warnings.add(new RunLog.Told(warning.code(), warning.message(), printed.size()));
  }

  @Override
  public void reached(Milestone milestone) {
    if (milestone.stage() == Milestone.Stage.STREAMING) {
      server.announce(milestone.start());
    }
  }

  @Override
  public boolean isClosed() {
    return false;
  }
}
