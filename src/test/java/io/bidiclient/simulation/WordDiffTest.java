package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.simulation.WordDiff.Hunk;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordDiffTest {
  private static List<Hunk> diff(String spoken, String printed) {
    return WordDiff.of(List.of(spoken.split(" ")), List.of(printed.split(" ")));
  }

  @Test
  void isEmptyForTheSameWords() {
    assertEquals(List.of(), diff("a b c", "a b c"));
  }

  @Test
  void tellsWhatIsLostDoubledAndChangedWhere() {
    assertEquals(List.of(new Hunk(1, 1, 1, 0)), diff("a b c", "a c"));
    assertEquals(List.of(new Hunk(2, 0, 2, 2)), diff("a b c", "a b x y c"));
    assertEquals(List.of(new Hunk(0, 1, 0, 1), new Hunk(3, 1, 3, 0)), diff("a b c d e", "x b c e"));
    assertEquals(List.of(new Hunk(2, 1, 2, 0)), diff("a b c", "a b"));
  }
}
