package io.bidiclient.emulator.delivery;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A model of a recogniser's errors: each word is heard wrong with a probability, by itself. Every
 * utterance has its own draws, so that a seed gives the same errors in the same utterances again.
 *
 * @param share of the words that are wrong, 0 to 1
 * @param seed of the draws
 */
public record Mishearing(double share, long seed) {
  /** Every word is as the model has it. */
  public static final Mishearing NONE = new Mishearing(0, 1);

  /** Rejects a share that is none. */
  public Mishearing {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
  }

  /**
   * What becomes of the words of an utterance, one after another.
   *
   * @param utterance its number
   */
  UnaryOperator<String> of(int utterance) {
    // Generators that start near each other give the same numbers shifted: mixed once, they do not.
    long own = new SplittableRandom((seed << Integer.SIZE) + utterance).nextLong();
    SplittableRandom draws = new SplittableRandom(own);
    return word -> draws.nextDouble() < share ? wrong(word) : word;
  }

  /** The word with another last letter: the next one of the alphabet. */
  static String wrong(String word) {
    int at = word.length();
    while (at > 0 && !Character.isLetterOrDigit(word.codePointBefore(at))) {
      at -= Character.charCount(word.codePointBefore(at));
    }
    if (at == 0) {
      return word;
    }
    int last = word.codePointBefore(at);
    int other = last == 'Z' ? 'A' : last == 'z' ? 'a' : last == '9' ? '0' : last + 1;
    String letter = Character.isLetterOrDigit(other) ? Character.toString(other) : "S";
    return word.substring(0, at - Character.charCount(last)) + letter + word.substring(at);
  }
}
