package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.Backoff;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.Transcription;
import io.bidiclient.realtime.TranscriptionListener;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  /** Audio that may be read before it is sent, in samples: 40 s, and two chunks. */
  private static final long MOST_AHEAD = 42L * AudioChunk.RATE;

  /** Audio that may be kept to be sent again: ten minutes, and what is not yet sent. */
  private static final long MOST_KEPT = 600L * AudioChunk.RATE + MOST_AHEAD;

  private static final SessionSettings SETTINGS =
      SessionSettings.of("the simulated server", "m", Timeouts.DEFAULT);

  /**
   * One run in so many speaks through the whole codec. With OpenAI's names that is another run, as
   * its audio is resampled, and one of ten times the cost; with vLLM's it is the same one, and
   * costs twice as much.
   */
  private static final int ENCODED = 64;

  private final VirtualClock clock = new VirtualClock();
  private final Scenario scenario;
  private final boolean encoded;
  private final World world;
  private final SimulatedServer server;
  private final SplittableRandom chance;
  private final List<RunLog.Printed> printed = new ArrayList<>();
  private final List<RunLog.Joint> joints = new ArrayList<>();
  private final List<RunLog.Told> warnings = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private SimulatedFeed feed;
  private long lastHeard;
  private long sent;

  private Simulation(Scenario scenario, boolean encoded) {
    this.scenario = scenario;
    this.encoded = encoded;
    world = WorldMaker.make(scenario.world(), scenario.script(), scenario.words(), scenario.seed());
    chance = new SplittableRandom(~scenario.seed());
    server = new SimulatedServer(clock, scenario, world);
  }

  /** Runs a scenario. */
  static RunLog run(Scenario scenario) {
    return run(scenario, Math.floorMod(scenario.seed(), ENCODED) == 0);
  }

  /**
   * The same in one of two ways.
   *
   * @param encoded whether the client's messages are the real ones, with JSON, base 64 and
   *     resampling, and the digest of its audio too; else its events are handed over as they are
   */
  static RunLog run(Scenario scenario, boolean encoded) {
    return new Simulation(scenario, encoded).run();
  }

  private RunLog run() {
    Optional<Result> result = Optional.empty();
    try {
      result = Optional.of(runToItsEnd());
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
        joints,
        warnings,
        result.map(Result::outcome),
        result.map(Result::delivery).orElse(RunEnded.Delivery.NONE),
        violations,
        server.struck(),
        server.holdback().all(),
        Duration.ofNanos(clock.now()),
        server.open(),
        server.doubled(),
        server.silenced());
  }

  /** A process that is killed leaves no transcript, and another begins with the input's start. */
  private Result runToItsEnd() throws InterruptedException {
    while (true) {
      try {
        return client().run();
      } catch (VirtualScheduler.Killed e) {
        server.close();
        printed.clear();
        joints.clear();
        warnings.clear();
        lastHeard = 0;
        sent = 0;
      }
    }
  }

  private Transcription client() {
    VirtualScheduler scheduler = new VirtualScheduler(clock);
    scheduler.limit(limit(), TURNS + TURNS_A_SECOND * world.samples() / AudioChunk.RATE);
    server.serve(scheduler);
    feed = new SimulatedFeed(clock, scenario, world);
    Backoff backoff =
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), chance::nextDouble);
    return new Transcription(
        server,
        feed,
        encoded ? SETTINGS : SETTINGS.withDialect(server.direct()),
        new RetryPolicy(scenario.retries(), backoff, Duration.ofSeconds(scenario.maxSession())),
        this,
        scheduler,
        Optional.of(digest()));
  }

  private MessageDigest digest() {
    try {
      return encoded ? MessageDigest.getInstance("SHA-256") : new ByteCount();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Longer than the audio, all deadlines of all planned faults, and a slow server. */
  private Duration limit() {
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
      if (!piece.text().isBlank()) {
        server.holdback().printed();
      }
    } else if (event instanceof Seam seam) {
      joints.add(new RunLog.Joint(seam, printed.size()));
    } else if (event instanceof TranscriptionEvent.Warned warned) {
      Warning warning = warned.warning();
      warnings.add(new RunLog.Told(warning.code(), warning.message(), printed.size()));
    } else if (event instanceof SessionProgress progress
        && progress.stage() == SessionProgress.Stage.STREAMING) {
      server.announce(progress.session(), progress.start());
    }
  }

  /** Audio waits in memory from where it was read until it may not have to be sent again. */
  @Override
  public void sent(AudioChunk chunk) {
    sent = Math.max(sent, chunk.end());
    bounded("read and not sent", feed.position() - sent, MOST_AHEAD);
    bounded("kept to be sent again", feed.position() - chunk.start(), MOST_KEPT);
  }

  private void bounded(String what, long samples, long most) {
    if (samples > most) {
      violations.add("memory: " + samples / AudioChunk.RATE + " s of audio are " + what);
    }
  }
}
