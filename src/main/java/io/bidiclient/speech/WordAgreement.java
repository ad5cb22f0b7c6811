package io.bidiclient.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides what of a growing segment's text is certain: the words that two runs in a row agree on
 * (local agreement of 2). Runs start with what is certain already, so certain text never changes.
 *
 * @see <a href="https://www.isca-archive.org/interspeech_2020/liu20s_interspeech.html">Liu et al.,
 *     Low-Latency Sequence-to-Sequence Speech Recognition and Translation by Partial Hypothesis
 *     Selection</a>
 */
final class WordAgreement {
  private final TokenTable table;
  private final List<Integer> certain = new ArrayList<>();
  private List<Integer> before = List.of();

  WordAgreement(TokenTable table) {
    this.table = table;
  }

  /** The tokens that are certain, the start of the next run. */
  List<Integer> certain() {
    return List.copyOf(certain);
  }

  /** Takes a run over a part of the segment; the text that it makes certain, often none. */
  String agree(List<Integer> run) {
    int length = certain.size();
    int shared = length;
    int most = Math.min(run.size(), before.size());
    while (shared < most && run.get(shared).equals(before.get(shared))) {
      shared++;
      if (endsWord(run, shared) && endsWord(before, shared)) {
        length = shared;
      }
    }
    before = run;
    return add(run, length);
  }

  /** Takes the run over the whole segment, and starts anew. */
  String finish(List<Integer> run) {
    String text = add(run, run.size());
    certain.clear();
    before = List.of();
    return text;
  }

  /** A full stop at the very end means no more than that the audio ended there. */
  private boolean endsWord(List<Integer> run, int end) {
    return end < run.size() ? table.opens(run.get(end)) : !table.isStop(run.get(end - 1));
  }

  private String add(List<Integer> run, int end) {
    if (end <= certain.size()) {
      return "";
    }
    List<Integer> fresh = run.subList(certain.size(), end);
    String text = table.text(fresh);
    certain.addAll(fresh);
    return text;
  }
}
