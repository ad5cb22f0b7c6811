package io.bidiclient.bench.measure;

import java.util.Optional;

/**
 * What the client's own machine had to do in a step; a share of 1 is all there is.
 *
 * @param machine share of all processors that was busy, with whatever programs; empty where the
 *     system does not tell
 * @param waited seconds that the threads of this process waited for a processor, for each second
 *     that they had one; empty where the system does not tell
 * @param busiestThread share of one processor that the busiest thread of this process took
 * @param cpuSeconds processor time that this process took
 * @param heapBytes heap in use at the end
 * @param threads threads of this process at the end
 */
public record ClientLoad(
    Optional<Double> machine,
    Optional<Double> waited,
    double busiestThread,
    double cpuSeconds,
    long heapBytes,
    int threads) {
  /** Nothing was measured. */
  public static final ClientLoad NONE =
      new ClientLoad(Optional.empty(), Optional.empty(), 0, 0, 0, 0);
}
