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

  /**
   * Takes a run over a part of the segment; the text that it makes certain, often none. The last
   * word of a run is left for the next, with what stands behind it.
   */
  String agree(List<Integer> run) {
    int length = certain.size();
    int most = Math.min(lastWord(run), before.size());
    for (int end = length; end <= most && agrees(run, end); end++) {
      if (table.opens(run.get(end)) && (end == before.size() || table.opens(before.get(end)))) {
        length = end;
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

  private boolean agrees(List<Integer> run, int end) {
    return end <= certain.size() || run.get(end - 1).equals(before.get(end - 1));
  }

  /** Where the last word starts: it may be cut off in its middle, and be another when it is not. */
  private int lastWord(List<Integer> run) {
    int start = run.size() - 1;
    while (start > certain.size()
        && (!table.opens(run.get(start)) || table.isStop(run.get(start)))) {
      start--;
    }
    return start;
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
