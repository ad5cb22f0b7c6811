package io.bidiclient.simulation;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.simulation.ServerKind.Cadence;
import io.bidiclient.simulation.ServerKind.Rewording;
import io.bidiclient.simulation.ServerKind.Spacing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes a scenario of a seed: any world, any server, some of the faults. */
final class ScenarioMaker {
  private static final int[] LATE = {0, 1, 3, 6, 12, 25};

  /** Milliseconds of a chunk; short ones, which cost most, are a few. */
  private static final int[] CHUNKS = {
    200, 200, 200, 240, 250, 320, 400, 400, 480, 500, 500, 640, 800, 1_000, 1_000, 1_000, 80, 80,
    40, 100
  };

  /** Faults that strike at a place of their own. */
  private static final Set<FaultKind> AT_ONE_PLACE =
      EnumSet.of(
          FaultKind.REFUSE,
          FaultKind.THROTTLE,
          FaultKind.NO_ANSWER,
          FaultKind.NO_SESSION,
          FaultKind.COLD_START,
          FaultKind.COLD_MODEL,
          FaultKind.DROP_AT_COMMIT);

  private ScenarioMaker() {}

  /** The scenario of a seed. */
  static Scenario make(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Script script = random.nextInt(8) == 0 ? Script.IDEOGRAPHS : Script.LATIN;
    script = random.nextInt(12) == 0 ? Script.EMOJI : script;
    WorldKind world = any(random, WorldKind.values());
    int words =
        switch (random.nextInt(8)) {
          case 0 -> random.nextInt(1_000, 6_000);
          case 1 -> random.nextInt(2, 30);
          default -> random.nextInt(20, 700);
        };
    int maxSession = random.nextInt(4) == 0 ? random.nextInt(12, 120) : 1_500;
    return new Scenario(
        seed,
        world,
        script,
        words,
        server(random, script),
        random.nextInt(1, 150),
        random.nextInt(100, 20_000),
        random.nextInt(3) == 0 ? any(random, Pace.values()) : Pace.MAX,
        CHUNKS[random.nextInt(CHUNKS.length)],
        5,
        maxSession,
        faults(random, words));
  }

  private static <T> T any(SplittableRandom random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static ServerKind server(SplittableRandom random, Script script) {
    Cadence cadence = random.nextInt(2) == 0 ? Cadence.FRAME : any(random, Cadence.values());
    Spacing spacing = random.nextInt(4) == 0 ? Spacing.AFTER : Spacing.BEFORE;
    return new ServerKind(
        random.nextInt(8) == 0,
        cadence,
        LATE[random.nextInt(LATE.length)],
        random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0,
        random.nextInt(3) == 0 ? random.nextInt(2, 5) : 1,
        script == Script.IDEOGRAPHS ? Spacing.NONE : spacing,
        random.nextInt(3) == 0 ? any(random, Rewording.values()) : Rewording.NONE);
  }

  private static List<PlannedFault> faults(SplittableRandom random, int words) {
    List<FaultKind> subset = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      if (random.nextInt(6) == 0) {
        subset.add(kind);
      }
    }
    List<PlannedFault> faults = new ArrayList<>();
    int connections = subset.isEmpty() ? 0 : random.nextInt(1, 5);
    for (int connection = 1; connection <= connections; connection++) {
      FaultKind kind = subset.get(random.nextInt(subset.size()));
      int events = words * 5 / connections;
      faults.add(new PlannedFault(connection, kind, after(random, kind, events)));
      if (random.nextInt(3) == 0) {
        faults.add(new PlannedFault(connection, FaultKind.DROP, random.nextInt(2, events + 3)));
      }
    }
    return faults;
  }

  private static int after(SplittableRandom random, FaultKind kind, int events) {
    if (AT_ONE_PLACE.contains(kind)) {
      return 0;
    }
    return switch (kind) {
      case SHORT_CREDENTIALS -> random.nextInt(60, 900);
      case DROP_AT_MESSAGE -> random.nextInt(1, 5);
      default -> random.nextInt(2, events + 3);
    };
  }
}
