package io.bidiclient.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words that one session would have given, those included that the server itself sent twice.
 *
 * @param words in order
 * @param places for each, the index of the word of the world that it is
 */
record ExpectedWords(List<String> words, List<Integer> places) {
  /** What was spoken, and nothing else. */
  static ExpectedWords spoken(RunLog log) {
    List<String> words = log.world().words().stream().map(SpokenWord::text).toList();
    return new ExpectedWords(words, range(words.size()));
  }

  /**
   * The same with those of the doubled deltas that come nearest to what was printed: of a session
   * that is replaced nobody knows which of its deltas were printed.
   */
  static ExpectedWords nearest(RunLog log, Scenario scenario, List<String> printed) {
    ExpectedWords best = spoken(log);
    int off = off(best, printed);
    List<RunLog.Again> taken = new ArrayList<>();
    for (RunLog.Again again : log.doubled()) {
      taken.add(again);
      ExpectedWords with = with(log, scenario, taken);
      int then = off(with, printed);
      if (then < off) {
        off = then;
        best = with;
      } else {
        taken.remove(again);
      }
    }
    return best;
  }

  int size() {
    return words.size();
  }

  /** The index of the word of the world at which a word stands; the last one's behind the end. */
  int place(int index) {
    return places.get(Math.min(index, places.size() - 1));
  }

  private static ExpectedWords with(RunLog log, Scenario scenario, List<RunLog.Again> doubled) {
    List<SpokenWord> spoken = log.world().words();
    List<RunLog.Printed> parts = new ArrayList<>();
    for (int i = 0; i < spoken.size(); i++) {
      String text = Spelling.plain(spoken.get(i).text(), scenario.server().spacing());
      int at = 0;
      for (RunLog.Again again : doubled) {
        if (again.last() == i) {
          int end = Math.max(at, text.length() - again.left());
          parts.add(new RunLog.Printed(text.substring(at, end), i));
          parts.add(new RunLog.Printed(again.text().toLowerCase(Locale.ROOT), i));
          at = end;
        }
      }
      parts.add(new RunLog.Printed(text.substring(at), i));
    }
    PrintedWords words = PrintedWords.of(parts, scenario.script());
    return new ExpectedWords(words.words(), words.heard().stream().map(Long::intValue).toList());
  }

  /** Words by which the two differ, but for an end that was not printed. */
  private static int off(ExpectedWords expected, List<String> printed) {
    return WordDiff.of(expected.words(), printed).stream()
        .filter(hunk -> hunk.extra() > 0 || hunk.at() + hunk.missing() < expected.size())
        .mapToInt(hunk -> hunk.missing() + hunk.extra())
        .sum();
  }

  private static List<Integer> range(int size) {
    List<Integer> range = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      range.add(i);
    }
    return range;
  }
}
