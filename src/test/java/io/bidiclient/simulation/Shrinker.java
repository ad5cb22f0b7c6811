package io.bidiclient.simulation;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.simulation.ServerKind.Rewording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes a scenario that fails as small and as plain as it can be while it fails the same way. */
final class Shrinker {
  private static final int MOST_RUNS = 400;

  private final String kind;
  private Scenario best;
  private int runs;

  private Shrinker(Scenario scenario, String kind) {
    this.best = scenario;
    this.kind = kind;
  }

  /** The smallest scenario found that fails with a failure of the same kind. */
  static Scenario shrink(Scenario scenario) {
    String kind = Oracle.judge(scenario, Simulation.run(scenario)).kind();
    return new Shrinker(scenario, kind).shrink();
  }

  private Scenario shrink() {
    boolean smaller = true;
    while (smaller && runs < MOST_RUNS) {
      smaller = candidates().anyMatch(this::takes);
    }
    return best;
  }

  /** Whether a candidate fails in the same way; it is then the best. */
  private boolean takes(Scenario candidate) {
    if (candidate.equals(best) || ++runs > MOST_RUNS) {
      return false;
    }
    boolean fails = Oracle.judge(candidate, Simulation.run(candidate)).kind().equals(kind);
    if (fails) {
      best = candidate;
    }
    return fails;
  }

  private Stream<Scenario> candidates() {
    List<Scenario> all = new ArrayList<>();
    for (int i = 0; i < best.faults().size(); i++) {
      List<PlannedFault> fewer = new ArrayList<>(best.faults());
      fewer.remove(i);
      all.add(best.withFaults(fewer));
    }
    for (int count : new int[] {best.words() / 4, best.words() / 2, best.words() * 3 / 4}) {
      all.add(best.withWords(Math.max(2, count)));
    }
    ServerKind kind = best.server();
    all.add(best.withServer(plain(kind, false, 1, kind.rewording())));
    all.add(best.withServer(plain(kind, kind.openAi(), 1, kind.rewording())));
    all.add(best.withServer(plain(kind, kind.openAi(), kind.pieces(), Rewording.NONE)));
    all.add(best.withWorld(WorldKind.PLAIN));
    all.add(best.withTimes(10, 1_000, Pace.MAX));
    all.add(best.withMaxSession(1_500));
    for (int i = 0; i < best.faults().size(); i++) {
      PlannedFault fault = best.faults().get(i);
      for (int after : new int[] {fault.after() / 2, fault.after() - 10, fault.after() - 1}) {
        if (after > 1) {
          List<PlannedFault> earlier = new ArrayList<>(best.faults());
          earlier.set(i, new PlannedFault(fault.connection(), fault.kind(), after));
          all.add(best.withFaults(earlier));
        }
      }
    }
    return all.stream();
  }

  private static ServerKind plain(
      ServerKind kind, boolean openAi, int pieces, Rewording rewording) {
    return new ServerKind(
        openAi, kind.cadence(), kind.late(), 0, pieces, kind.spacing(), rewording);
  }
}
