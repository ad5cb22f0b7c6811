package io.bidiclient.emulator.session;

import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands the planned faults out, in order, to streams as they open. Safe for many threads. */
public final class FaultScript {
  private final List<FaultPlan> plans;
  private int given;

  public FaultScript(List<FaultPlan> plans) {
    this.plans = new ArrayList<>(plans);
  }

  /** Whether the next connection is to be closed at once; uses the plan up by one. */
  synchronized boolean refusesConnection() {
    boolean refused = !plans.isEmpty() && plans.get(0).fault() == Fault.REFUSED;
    if (refused) {
      use();
    }
    return refused;
  }

  /** The fault of the stream that opens now. */
  public synchronized Optional<FaultPlan> next() {
    return plans.isEmpty() ? Optional.empty() : Optional.of(use());
  }

  private FaultPlan use() {
    FaultPlan plan = plans.get(0);
    given++;
    if (given >= plan.streams()) {
      plans.remove(0);
      given = 0;
    }
    return plan;
  }
}
