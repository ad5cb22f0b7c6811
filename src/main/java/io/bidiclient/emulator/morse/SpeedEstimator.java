package io.bidiclient.emulator.morse;

import io.bidiclient.audio.AudioChunk;
import java.util.Arrays;

/**
 * How likely each speed is, as costs (negative log-likelihoods) over a logarithmic grid of dot
 * lengths. Every tone and gap is weighed against the multiples of a dot that it may be; what was
 * learned stays as a leaning when the next word begins, so the speed may change from word to word.
 */
final class SpeedEstimator {
  /** Grid points. */
  static final int SPEEDS = 56;

  private static final double SHORTEST = 0.028 * AudioChunk.RATE;
  private static final double LONGEST = 0.262 * AudioChunk.RATE;
  private static final double USUAL = 0.060 * AudioChunk.RATE;
  private static final double PRIOR_SPREAD = 0.55;

  /** Spread of a keyed length about its ideal, as a logarithm, and as samples of edge error. */
  private static final double SPREAD = 0.11;

  private static final double EDGE_SPREAD = 36;

  /** No single tone or gap may say more than this against a speed: it may be an accident. */
  private static final double MOST = 4.5;

  /** A gap beyond a word's may be a pause of any length. */
  private static final double PAUSE = 2;

  /** The most that earlier words may hold against a speed. */
  private static final double LEANING = 7;

  private static final double DRIFT = 0.35;
  private static final double[] DOT = grid();
  private static final double STEP = Math.log(DOT[1] / DOT[0]);

  private final double[] before = new double[SPEEDS];
  private final double[] cost = new double[SPEEDS];

  SpeedEstimator() {
    for (int s = 0; s < SPEEDS; s++) {
      before[s] = square(Math.log(DOT[s] / USUAL) / PRIOR_SPREAD) / 2;
    }
    forgetWord();
  }

  /** Samples of a dot at a speed. */
  static double dot(int speed) {
    return DOT[speed];
  }

  double cost(int speed) {
    return cost[speed];
  }

  /** Drops what was heard since the last {@link #settle}. */
  void forgetWord() {
    System.arraycopy(before, 0, cost, 0, SPEEDS);
  }

  void tone(double length) {
    for (int s = 0; s < SPEEDS; s++) {
      double dots = length / DOT[s];
      cost[s] += Math.min(MOST, Math.min(off(dots, 1, length), off(dots, 3, length)));
    }
  }

  void gap(double length) {
    for (int s = 0; s < SPEEDS; s++) {
      cost[s] += gapCost(length, s);
    }
  }

  /** What a gap costs at a speed. */
  static double gapCost(double length, int speed) {
    double dots = length / DOT[speed];
    double within = Math.min(off(dots, 1, length), off(dots, 3, length));
    double word = off(dots, 7, length);
    return Math.min(MOST, Math.min(within, dots > 7 ? Math.min(PAUSE, word) : word));
  }

  /** The likeliest speed. */
  int best() {
    int best = 0;
    for (int s = 1; s < SPEEDS; s++) {
      if (cost[s] < cost[best]) {
        best = s;
      }
    }
    return best;
  }

  /** Takes all that was heard as known, for the next word to lean on. */
  void settle() {
    double least = cost[best()];
    for (int s = 0; s < SPEEDS; s++) {
      double nearest = Double.MAX_VALUE;
      for (int from = 0; from < SPEEDS; from++) {
        // A speed may move by a few percent from word to word for almost nothing.
        double moved = square((from - s) * STEP / DRIFT) * 8;
        nearest = Math.min(nearest, cost[from] - least + moved);
      }
      before[s] = Math.min(LEANING, nearest);
    }
    forgetWord();
  }

  private static double off(double dots, int ideal, double length) {
    double spread = SPREAD + EDGE_SPREAD / length;
    return square(Math.log(dots / ideal) / spread) / 2;
  }

  private static double square(double x) {
    return x * x;
  }

  private static double[] grid() {
    double[] grid = new double[SPEEDS];
    Arrays.setAll(grid, i -> SHORTEST * Math.pow(LONGEST / SHORTEST, i / (double) (SPEEDS - 1)));
    return grid;
  }
}
