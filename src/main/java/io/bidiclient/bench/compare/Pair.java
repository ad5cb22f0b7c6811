package io.bidiclient.bench.compare;

import java.util.Optional;

/**
 * One utterance that two endpoints heard at the same time.
 *
 * @param first what the first made of it
 * @param second what the second did
 */
record Pair(Side first, Side second) {
  /**
   * One endpoint's part.
   *
   * @param errors word errors; 0 where there is no reference
   * @param words words of the reference; 0 where there is none
   * @param lag average lag in milliseconds
   * @param done milliseconds from the final commit to the end
   */
  record Side(int errors, int words, Optional<Double> lag, Optional<Double> done) {}
}
