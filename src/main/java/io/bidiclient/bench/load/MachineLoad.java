package io.bidiclient.bench.load;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The share of the machine's processors that was busy since the last time it was asked for, as the
 * system tells it to the whole process: two steps that begin and end together are told the same,
 * where the second would be told of the instant since the first. Safe for use from many threads.
 */
final class MachineLoad {
  private static final long TOGETHER = 1_000_000_000L;

  private final DoubleSupplier system;
  private final LongSupplier nanoTime;
  private Optional<Long> asked = Optional.empty();
  private double share = -1;

  /**
   * What a system tells.
   *
   * @param system the share since its last call, from 0 to 1; negative where it is not known
   */
  MachineLoad(DoubleSupplier system, LongSupplier nanoTime) {
    this.system = system;
    this.nanoTime = nanoTime;
  }

  /** The share; empty where the system does not tell. */
  synchronized Optional<Double> share() {
    long now = nanoTime.getAsLong();
    if (asked.filter(before -> now - before < TOGETHER).isEmpty()) {
      share = system.getAsDouble();
      asked = Optional.of(now);
    }
    return Optional.of(share).filter(known -> known >= 0);
  }
}
