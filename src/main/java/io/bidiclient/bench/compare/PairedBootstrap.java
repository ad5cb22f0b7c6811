package io.bidiclient.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by the bootstrap: the utterances are drawn anew, with replacement and in pairs, and the
 * middle 95 % of the differences are the interval. The draws are seeded: the same measurements give
 * the same interval.
 *
 * @see <a href="https://doi.org/10.1109/ICASSP.2004.1326009">Bisani and Ney, Bootstrap estimates
 *     for confidence intervals in ASR performance evaluation, 2004</a>
 */
final class PairedBootstrap {
  /** Below so many pairs an interval would promise too much. */
  static final int LEAST = 8;

  private static final int DRAWS = 4_000;
  private static final double TAIL = 0.025;
  private static final long SEED = 16;
  private static final double PERCENT = 100;

  private PairedBootstrap() {}

  /** The difference of pooled word error rates, in percentage points; empty for too few pairs. */
  static Optional<Difference> wordErrors(List<Pair> pairs) {
    List<Pair> known = pairs.stream().filter(pair -> pair.first().words() > 0).toList();
    return interval("word error rate", "points", known, 0, PairedBootstrap::pooled);
  }

  /**
   * The average difference of a time in milliseconds; empty for too few pairs.
   *
   * @param least that could be told from the client's own lateness
   */
  static Optional<Difference> time(
      String name, List<Pair> pairs, double least, Function<Pair.Side, Optional<Double>> time) {
    List<Pair> known =
        pairs.stream()
            .filter(
                pair ->
                    time.apply(pair.first()).isPresent() && time.apply(pair.second()).isPresent())
            .toList();
    return interval(
        name,
        "ms",
        known,
        least,
        drawn ->
            drawn.stream()
                .mapToDouble(
                    pair ->
                        time.apply(pair.second()).orElseThrow()
                            - time.apply(pair.first()).orElseThrow())
                .average()
                .orElseThrow());
  }

  private static double pooled(List<Pair> pairs) {
    long words = pairs.stream().mapToLong(pair -> pair.first().words()).sum();
    long more =
        pairs.stream().mapToLong(pair -> pair.second().errors() - pair.first().errors()).sum();
    return PERCENT * more / words;
  }

  private static Optional<Difference> interval(
      String name,
      String unit,
      List<Pair> pairs,
      double least,
      ToDoubleFunction<List<Pair>> difference) {
    if (pairs.size() < LEAST) {
      return Optional.empty();
    }
    Random random = new Random(SEED);
    double[] drawn = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      Pair[] sample = new Pair[pairs.size()];
      for (int k = 0; k < sample.length; k++) {
        sample[k] = pairs.get(random.nextInt(sample.length));
      }
      drawn[i] = difference.applyAsDouble(Arrays.asList(sample));
    }
    Arrays.sort(drawn);
    return Optional.of(
        new Difference(
            name,
            unit,
            difference.applyAsDouble(pairs),
            drawn[(int) (TAIL * DRAWS)],
            drawn[(int) ((1 - TAIL) * DRAWS) - 1],
            least));
  }
}
