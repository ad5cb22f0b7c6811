package io.bidiclient.realtime.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
  private static final String LETTERS = "abcdea\u00e9\u4e00\u4e01\ud83d\udc4d";

  @Test
  void isTheLeastNumberOfLettersToChange() {
    assertEquals(3, new EditDistance("kitten").to("sitting"));
    assertEquals(0, new EditDistance("same").to("same"));
    assertEquals(4, new EditDistance("").to("four"));
    assertEquals(4, new EditDistance("four").to(""));
  }

  @Test
  void isThatOfTheTableForAnyTwoWordsAndNeverLessThanTheBound() {
    SplittableRandom random = new SplittableRandom(7);
    for (int pair = 0; pair < 4_000; pair++) {
      int longest = pair % 20 == 0 ? 90 : 9;
      String one = word(random, longest);
      String other = word(random, longest);
      EditDistance edits = new EditDistance(one);
      int table = table(one, other);
      assertEquals(table, edits.to(other), one + " " + other);
      int least = edits.least(EditDistance.letters(other), other.length());
      assertTrue(least <= table, one + " " + other + ": " + least);
    }
  }

  private static String word(SplittableRandom random, int longest) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(longest + 1);
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static int table(String one, String other) {
    int[][] edits = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int changed = edits[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(changed, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
      }
    }
    return edits[one.length()][other.length()];
  }
}
