package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.text.Columns;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CueSegmenterTest {
  @Test
  void aPauseASentencesEndAndSevenSecondsEndACue() {
    List<Cue> cues =
        cut(
            word("One", 0, 400),
            word("two.", 400, 1_100),
            word("Three", 1_200, 1_500),
            word("four", 3_200, 3_600),
            word("five", 4_900, 10_300),
            word("six", 10_400, 12_000));
    assertEquals(
        List.of(
            new Cue(1, 0, 1_100, List.of("One two.")),
            new Cue(2, 1_200, 2_200, List.of("Three")),
            new Cue(3, 3_200, 4_200, List.of("four")),
            new Cue(4, 4_900, 10_300, List.of("five")),
            new Cue(5, 10_400, 12_000, List.of("six"))),
        cues);
  }

  @Test
  void aShortSentenceGoesOnIntoTheNext() {
    List<Cue> cues = cut(word("No.", 0, 200), word("Yes.", 300, 500), word("So", 600, 1_200));
    assertEquals(List.of(new Cue(1, 0, 1_200, List.of("No. Yes. So"))), cues);
  }

  @Test
  void wordsThatArriveAllAtOnceStayLongEnoughToBeRead() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      words.add(new Word(" ", "word" + i, 158_720, 160_000, TimestampBasis.ARRIVAL));
    }
    List<Cue> cues = cut(words.toArray(Word[]::new));
    String shown = "";
    long free = 9_920;
    for (Cue cue : cues) {
      int columns = cue.lines().stream().mapToInt(Columns::width).sum();
      assertTrue(columns * 1_000L <= 21 * (cue.end() - cue.start()), cue.toString());
      assertEquals(free, cue.start());
      free = cue.end();
      shown += String.join("", cue.lines()).replace(" ", "");
    }
    assertEquals(words.stream().map(Word::text).reduce("", String::concat), shown);
  }

  @Test
  void linesHoldFortyTwoColumnsAndWideCharactersTakeTwo() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 43; i++) {
      words.add(new Word("", "字", i * 1_280L, (i + 1) * 1_280L, TimestampBasis.FRAMES));
    }
    List<Cue> cues = cut(words.toArray(Word[]::new));
    assertEquals(2, cues.size());
    assertEquals(List.of("字".repeat(21), "字".repeat(21)), cues.get(0).lines());
    assertEquals(List.of("字"), cues.get(1).lines());
  }

  @Test
  void aWordThatIsTooWideIsCut() {
    assertEquals(
        List.of("x".repeat(42), "x".repeat(8)), cut(word("x".repeat(50), 0, 500)).get(0).lines());
  }

  @Test
  void aThousandMillisecondsAreASecond() {
    assertEquals("00:00:01,000", Cue.time(TranscriptFields.millis(15_995), ','));
    assertEquals("01:02:03.004", Cue.time(3_723_004, '.'));
    assertEquals("100:00:00,000", Cue.time(360_000_000, ','));
  }

  @Test
  void noCueOverlapsAnotherOrIsTooShortOrTooLongWhateverTheWordsAre() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Word> words = new ArrayList<>();
      long at = 0;
      for (int i = 0; i < 60; i++) {
        long start = at + (random.nextInt(10) == 0 ? random.nextInt(9_000) : random.nextInt(300));
        at = start + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 600);
        String text = "w".repeat(1 + random.nextInt(12)) + (random.nextInt(6) == 0 ? "." : "");
        words.add(word(text, start, at));
      }
      long free = 0;
      for (Cue cue : cut(words.toArray(Word[]::new))) {
        String which = "seed " + seed + ", " + cue;
        assertTrue(cue.start() >= free, which);
        assertTrue(cue.end() - cue.start() >= 1_000, which);
        assertTrue(cue.end() - cue.start() <= 7_000, which);
        assertTrue(cue.lines().size() <= 2, which);
        assertTrue(cue.lines().stream().allMatch(line -> Columns.width(line) <= 42), which);
        free = cue.end();
      }
    }
  }

  private static List<Cue> cut(Word... words) {
    CueSegmenter cutter = new CueSegmenter();
    List<Cue> cues = new ArrayList<>();
    for (Word word : words) {
      cutter.add(word).ifPresent(cues::add);
    }
    cutter.finish().ifPresent(cues::add);
    return cues;
  }

  private static Word word(String text, long startMillis, long endMillis) {
    return new Word(" ", text, 16 * startMillis, 16 * endMillis, TimestampBasis.FRAMES);
  }
}
