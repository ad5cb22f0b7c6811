package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDelayEstimatorTest {
  private final Random random = new Random(1);
  private final TextDelayEstimator estimator = new TextDelayEstimator();

  /**
   * Words of two or three frames, pauses of ten now and then; text at the given stretch of time.
   */
  private void speak(int words, int delay, double deltasAFrame) {
    boolean[] said = new boolean[words * 16];
    int at = 0;
    for (int word = 0; word < words; word++) {
      int length = 2 + random.nextInt(2);
      for (int i = 0; i < length; i++) {
        estimator.frame(at++, true);
      }
      said[at + delay] = true;
      int pause = random.nextInt(6) == 0 ? 10 : 1;
      for (int i = 0; i < pause; i++) {
        estimator.frame(at++, false);
      }
    }
    for (int frame = 0; frame < at; frame++) {
      if (said[frame]) {
        estimator.text((int) (frame * deltasAFrame));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 12, 25, 40})
  void learnsTheDelayFromWordsAndPauses(int delay) {
    speak(150, delay, 1);
    int longest = estimator.longest().orElseThrow();
    assertTrue(longest >= delay && longest <= delay + 3, longest + " for " + delay);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 1.3})
  void learnsNothingFromDeltasThatAreNoFrames(double deltasAFrame) {
    speak(150, 6, deltasAFrame);
    assertEquals(OptionalInt.empty(), estimator.longest());
  }

  @Test
  void learnsNothingFromAFewWords() {
    speak(20, 6, 1);
    assertEquals(OptionalInt.empty(), estimator.longest());
  }
}
