package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SortedLevelsTest {
  @Test
  void isInOrderHoweverLevelsComeAndGo() {
    SplittableRandom random = new SplittableRandom(1);
    SortedLevels levels = new SortedLevels();
    Deque<Double> all = new ArrayDeque<>();
    for (int i = 0; i < 5_000; i++) {
      double level = random.nextInt(-90, 0);
      levels.add(level);
      all.addLast(level);
      if (all.size() > 1_500) {
        levels.remove(all.removeFirst());
      }
    }
    double[] sorted = all.stream().mapToDouble(level -> level).sorted().toArray();
    assertEquals(sorted.length, levels.size());
    for (int i = 0; i < sorted.length; i++) {
      assertEquals(sorted[i], levels.get(i));
    }
  }

  @Test
  void removesNothingThatWasNotAdded() {
    assertThrows(IllegalArgumentException.class, () -> new SortedLevels().remove(-20));
  }
}
