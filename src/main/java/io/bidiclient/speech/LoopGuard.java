package io.bidiclient.speech;

import java.util.List;

/**
 * Tells when a decoder goes round in circles: greedy decoders of this kind sometimes repeat the
 * same few tokens until they run out of room.
 */
final class LoopGuard {
  /** The longest run of tokens that is taken for one round. */
  private static final int LONGEST = 12;

  /** Rounds of a run of tokens that nobody says; of a single token a few more are let through. */
  private static final int ROUNDS = 4;

  private static final int ROUNDS_OF_ONE = 6;

  private LoopGuard() {}

  /**
   * How many tokens at the end say again what stands before them: 0 unless the tail is a loop. With
   * these cut off, one round remains.
   */
  static int repeated(List<Integer> tokens) {
    for (int length = 1; length <= LONGEST; length++) {
      int rounds = length == 1 ? ROUNDS_OF_ONE : ROUNDS;
      if (tokens.size() >= rounds * length && isLoop(tokens, length, rounds)) {
        return (rounds - 1) * length;
      }
    }
    return 0;
  }

  private static boolean isLoop(List<Integer> tokens, int length, int rounds) {
    int first = tokens.size() - rounds * length;
    for (int i = first; i + length < tokens.size(); i++) {
      if (!tokens.get(i).equals(tokens.get(i + length))) {
        return false;
      }
    }
    return true;
  }
}
