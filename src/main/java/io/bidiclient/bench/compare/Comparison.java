package io.bidiclient.bench.compare;

import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.UtteranceResult;
import io.bidiclient.check.Normalizer;
import io.bidiclient.text.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What two endpoints made of the same audio.
 *
 * @param first one endpoint
 * @param second the other, whose differences are from the first
 * @param pairs utterances that both heard to their ends
 * @param unpaired utterances that one of them did not
 * @param inputs recordings that the pairs are of
 * @param differences what could be compared, each with its interval
 */
public record Comparison(
    String first,
    String second,
    int pairs,
    int unpaired,
    int inputs,
    List<Difference> differences) {
  public Comparison {
    differences = List.copyOf(differences);
  }

  private record Place(int step, int stream, int turn) {}

  /**
   * Compares.
   *
   * @param ours utterances of the first endpoint, of one step after another
   * @param theirs of the second: those of the same step, stream and turn are pairs
   * @param references what is said in each input, where it is known
   * @param lateness of the latest chunks of the client, in milliseconds: a smaller difference of
   *     times is none
   */
  public static Comparison of(
      String first,
      String second,
      List<List<UtteranceResult>> ours,
      List<List<UtteranceResult>> theirs,
      List<Optional<String>> references,
      Normalizer normalizer,
      double lateness) {
    Map<Place, UtteranceResult> others = comparable(theirs);
    Map<Place, UtteranceResult> heard = comparable(ours);
    List<Pair> pairs = new ArrayList<>();
    List<Integer> inputs = new ArrayList<>();
    heard.forEach(
        (place, one) -> {
          UtteranceResult other = others.get(place);
          if (other != null && other.input() == one.input()) {
            pairs.add(
                new Pair(side(one, references, normalizer), side(other, references, normalizer)));
            inputs.add(one.input());
          }
        });
    int unpaired = heard.size() + others.size() - 2 * pairs.size();
    int recordings = (int) inputs.stream().distinct().count();
    return new Comparison(
        first, second, pairs.size(), unpaired, recordings, differences(pairs, lateness));
  }

  private static Map<Place, UtteranceResult> comparable(List<List<UtteranceResult>> steps) {
    Map<Place, UtteranceResult> all = new LinkedHashMap<>();
    for (int step = 0; step < steps.size(); step++) {
      for (UtteranceResult one : steps.get(step)) {
        if (one.isComparable()) {
          all.put(new Place(step, one.stream(), one.turn()), one);
        }
      }
    }
    return all;
  }

  private static Pair.Side side(
      UtteranceResult utterance, List<Optional<String>> references, Normalizer normalizer) {
    Optional<ErrorRates> rates = ErrorRates.of(List.of(utterance), references, normalizer);
    return new Pair.Side(
        rates.map(all -> all.utterances().get(0).wordErrors()).orElse(0),
        rates.map(all -> all.utterances().get(0).words()).orElse(0),
        utterance.lag(),
        utterance.done());
  }

  private static List<Difference> differences(List<Pair> pairs, double lateness) {
    List<Difference> all = new ArrayList<>();
    PairedBootstrap.wordErrors(pairs).ifPresent(all::add);
    PairedBootstrap.time("lag", pairs, lateness, Pair.Side::lag).ifPresent(all::add);
    PairedBootstrap.time("final commit to done", pairs, lateness, Pair.Side::done)
        .ifPresent(all::add);
    return all;
  }

  /** The comparison for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        second
            + " against "
            + first
            + ": "
            + Quantity.of(pairs, "utterance")
            + " of "
            + Quantity.of(inputs, "recording"));
    if (unpaired > 0) {
      lines.add(
          Quantity.of(unpaired, "utterance")
              + " left out: only one of the two endpoints heard all of it");
    }
    if (pairs < PairedBootstrap.LEAST) {
      lines.add(
          "too few to compare: " + PairedBootstrap.LEAST + " are needed, give a longer --step");
    }
    differences.forEach(difference -> lines.add(difference.verdict()));
    return lines;
  }
}
