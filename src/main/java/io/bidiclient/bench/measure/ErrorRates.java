package io.bidiclient.bench.measure;

import io.bidiclient.check.Alignment;
import io.bidiclient.check.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Word and character errors of a step, pooled over all utterances that ran to their end: all errors
 * over all words of their references.
 *
 * @param utterances the errors of each
 */
public record ErrorRates(List<Scored> utterances) {
  public ErrorRates {
    utterances = List.copyOf(utterances);
  }

  /** Errors in the words and characters of one utterance. */
  public record Scored(int input, int wordErrors, int words, int characterErrors, int characters) {}

  /**
   * Compares; empty where no utterance can be compared or nothing was said in any.
   *
   * @param references what is said in each input, where it is known
   */
  public static Optional<ErrorRates> of(
      List<UtteranceResult> utterances, List<Optional<String>> references, Normalizer normalizer) {
    // Most streams hear the same: each text is compared once.
    Map<Integer, Map<String, Scored>> known = new HashMap<>();
    List<Scored> scored = new ArrayList<>();
    for (UtteranceResult utterance : utterances) {
      Optional<String> reference = references.get(utterance.input());
      if (utterance.isComparable() && reference.isPresent()) {
        scored.add(
            known
                .computeIfAbsent(utterance.input(), input -> new HashMap<>())
                .computeIfAbsent(
                    utterance.text(),
                    text -> score(utterance.input(), reference.get(), text, normalizer)));
      }
    }
    boolean said = scored.stream().anyMatch(one -> one.words() > 0);
    return said ? Optional.of(new ErrorRates(scored)) : Optional.empty();
  }

  private static Scored score(int input, String reference, String text, Normalizer normalizer) {
    Alignment words = Alignment.of(normalizer.words(reference), normalizer.words(text));
    Alignment letters = Alignment.of(normalizer.characters(reference), normalizer.characters(text));
    return new Scored(input, words.errors(), words.length(), letters.errors(), letters.length());
  }

  /** Word errors over words. */
  public double wer() {
    return utterances.stream().mapToInt(Scored::wordErrors).sum()
        / (double) utterances.stream().mapToInt(Scored::words).sum();
  }

  /** Character errors over characters. */
  public double cer() {
    return utterances.stream().mapToInt(Scored::characterErrors).sum()
        / (double) utterances.stream().mapToInt(Scored::characters).sum();
  }
}
