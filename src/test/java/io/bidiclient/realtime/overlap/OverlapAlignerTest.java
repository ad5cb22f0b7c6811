package io.bidiclient.realtime.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.event.CountedPosition;
import io.bidiclient.realtime.event.TimedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlapAlignerTest {
  private static final String[] WORDS = {
    "no",
    "yes",
    "note",
    "notebook",
    "book",
    "so",
    "some",
    "times",
    "sometimes",
    "a",
    "\u4e00",
    "\u4e01",
    "longer",
    "lounger",
    "unlikely"
  };

  private final SplittableRandom random = new SplittableRandom(11);

  /** It leaves out what cannot be the cheapest, and must come to the same to the last bit. */
  @Test
  void comesToWhatTheWholeRecursionComesTo() {
    for (int run = 0; run < 600; run++) {
      List<OverlapToken> printed = tokens(random.nextInt(0, run % 10 == 0 ? 300 : 30), 0);
      boolean openEnd = !printed.isEmpty() && random.nextBoolean();
      double[] starts = random.doubles(printed.size() + 1, 0, 14).toArray();
      int replaceable = random.nextInt(printed.size() + 1) / 4;
      OverlapAligner aligner = new OverlapAligner(printed, openEnd, starts, replaceable);
      PlainAligner plain = new PlainAligner(printed, openEnd, starts, replaceable);
      assertEquals(plain.standing(true), aligner.standing(true));
      for (OverlapToken token : said(printed)) {
        aligner.add(token);
        plain.add(token);
        assertAlike(plain.standing(false), aligner.standing(false));
        assertAlike(plain.standing(true), aligner.standing(true));
      }
    }
  }

  /** A session that starts from the beginning says all again, minutes of it. */
  @Test
  void looksOnlyNearTheBestWaysHoweverMuchIsSaidAgain() {
    List<OverlapToken> printed = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      TimedText place = new TimedText("", 0, 0, Long.MAX_VALUE / 2, Optional.empty());
      printed.add(new OverlapToken("w" + i * 7919 % 10_007, 0, 1, false, place));
    }
    OverlapAligner aligner = new OverlapAligner(printed, false, new double[2_001], 0);
    for (OverlapToken token : printed) {
      aligner.add(token);
      aligner.standing(false);
    }
    assertEquals(2_000, aligner.standing(false).tokens());
    assertTrue(aligner.compared() < 300L * printed.size(), aligner.compared() + " pairs");
  }

  /** Where another way is far better, no more of this one is of any use. */
  private static void assertAlike(OverlapAligner.Standing plain, OverlapAligner.Standing standing) {
    if (plain.margin() == -OverlapAligner.MOST_MARGIN) {
      assertEquals(plain.margin(), standing.margin());
    } else {
      assertEquals(plain, standing);
    }
  }

  /** Some of the printed tokens again, a few of them otherwise, and new ones. */
  private List<OverlapToken> said(List<OverlapToken> printed) {
    List<OverlapToken> said = new ArrayList<>();
    int from = random.nextInt(printed.size() + 1);
    for (OverlapToken token : printed.subList(from, printed.size())) {
      switch (random.nextInt(8)) {
        case 0 -> said.add(token(random.nextInt(4)));
        case 1 -> said.addAll(tokens(2, random.nextInt(4)));
        case 2 -> {}
        default -> said.add(token);
      }
    }
    said.addAll(tokens(random.nextInt(80), 30));
    return said;
  }

  private List<OverlapToken> tokens(int count, int from) {
    List<OverlapToken> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(token(from + i));
    }
    return tokens;
  }

  private OverlapToken token(int frame) {
    String word = WORDS[random.nextInt(WORDS.length)];
    long at = 1_280L * (frame * 4 + random.nextInt(4));
    Optional<CountedPosition> counted =
        random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(new CountedPosition(random.nextInt(2), at, random.nextBoolean()));
    boolean character = word.charAt(0) > 'z';
    return new OverlapToken(
        word, 0, word.length(), character, new TimedText(word, at, at, at, counted));
  }
}
