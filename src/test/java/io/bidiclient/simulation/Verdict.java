package io.bidiclient.simulation;

import java.util.List;

/**
 * What became of the words of one run.
 *
 * @param exact whether every word came once, in order
 * @param complete whether the client said that it is complete
 * @param lost words that were spoken and not printed, but for the end of a transcript that is not
 *     complete
 * @param doubled words that were printed and not spoken there
 * @param changed words that were printed as others
 * @param seams joins that the client said it is not certain of
 * @param failures what must never happen; empty for a good run
 */
record Verdict(
    boolean exact,
    boolean complete,
    int lost,
    int doubled,
    int changed,
    int seams,
    List<String> failures) {
  boolean failed() {
    return !failures.isEmpty();
  }

  /** The first failure's kind, before its colon. */
  String kind() {
    return failures.isEmpty() ? "" : failures.get(0).split(":", 2)[0];
  }
}
