package io.bidiclient.realtime.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpacingDetectorTest {
  @Test
  void findsAServerThatWritesNoSpaces() {
    assertTrue(SpacingDetector.isUnspaced("thereisnospaceinthis"));
    assertTrue(SpacingDetector.isUnspaced(" nospacebutbeforeandbehind "));
    assertFalse(SpacingDetector.isUnspaced("there is one here"));
    assertFalse(SpacingDetector.isUnspaced("tooshort"));
    assertTrue(
        SpacingDetector.isUnspaced(
            "a space, and then one word of oneofmorethanthirtytwolettersinarow"));
    assertFalse(
        SpacingDetector.isUnspaced("\u4e00\u4e01\u4e02\u4e03\u4e04\u4e05\u4e06\u4e07".repeat(5)));
  }

  @Test
  void comesToTheSameHoweverTheTextIsCut() {
    SplittableRandom random = new SplittableRandom(3);
    for (int run = 0; run < 2_000; run++) {
      SpacingDetector growing = new SpacingDetector();
      StringBuilder text = new StringBuilder();
      for (int part = 0; part < 12; part++) {
        String more = random.nextInt(9) == 0 ? " " : "abcdef".substring(random.nextInt(6));
        growing.add(more);
        text.append(more);
        assertEquals(plainly(text.toString()), growing.isUnspaced(), text.toString());
      }
    }
  }

  /** The same from the whole text: no letters in a row are many, and there is a space in it. */
  private static boolean plainly(String text) {
    long letters = text.chars().filter(Character::isLetter).count();
    boolean spaced = text.strip().contains(" ");
    boolean run = Arrays.stream(text.split(" ")).anyMatch(word -> word.length() > 32);
    return run || (letters >= 16 && !spaced);
  }
}
