package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.text.Columns;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
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
            new Cue(1, 0, 1_200, List.of("One two.")),
            new Cue(2, 1_200, 2_200, List.of("Three")),
            new Cue(3, 3_200, 4_200, List.of("four")),
            new Cue(4, 4_900, 10_400, List.of("five")),
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
  void twoLinesAreAboutEquallyLong() {
    List<Word> words = new ArrayList<>();
    for (String text : "so we went on to the second point of the agenda".split(" ", -1)) {
      words.add(word(text, 0, 2_000));
    }
    assertEquals(
        List.of("so we went on to the", "second point of the agenda"),
        cut(words.toArray(Word[]::new)).get(0).lines());
  }

  @Test
  void aCueStaysAsLongAsItTakesToReadWhereNothingIsSaid() {
    List<Cue> cues =
        cut(word("thirtyfourcolumnsinasinglelongword", 0, 300), word("then", 4_000, 4_200));
    assertEquals(2_000, cues.get(0).end());
    assertEquals(4_000, cues.get(1).start());
  }

  /** What every list of cues keeps to, whatever the words and their times are. */
  @Property(tries = 500)
  void cuesKeepTheRulesOfSubtitles(
      @ForAll("talks") List<Word> words, @ForAll("sizes") CueSettings settings) {
    List<Cue> cues = cut(settings, words.toArray(Word[]::new));
    assertEquals(
        words.stream().map(Word::text).collect(Collectors.joining()),
        cues.stream()
            .flatMap(cue -> cue.lines().stream())
            .collect(Collectors.joining())
            .replace(" ", ""));
    for (int i = 0; i < cues.size(); i++) {
      Cue cue = cues.get(i);
      String which = cue.toString();
      long next = i + 1 < cues.size() ? cues.get(i + 1).start() : Long.MAX_VALUE;
      long shown = cue.end() - cue.start();
      long gap = next - cue.end();
      assertTrue(gap >= 0, which);
      assertTrue(gap == 0 || gap >= 500 || shown == 7_000, which + " and a gap of " + gap);
      assertTrue(shown >= 1_000 && shown <= 7_000, which);
      assertTrue(shown >= Math.min(settings.easyMillis(cue.lines()), next - cue.start()), which);
      // A single word may be wider than all the lines.
      boolean word = !String.join("", cue.lines()).contains(" ");
      assertTrue(cue.lines().size() <= settings.lines() || word, which);
      assertTrue(
          cue.lines().stream().allMatch(line -> Columns.width(line) <= settings.columns()), which);
    }
  }

  /** The usual size half of the time, and any other that can be asked for. */
  @Provide
  Arbitrary<CueSettings> sizes() {
    return Arbitraries.oneOf(
        Arbitraries.just(CueSettings.DEFAULT),
        Combinators.combine(
                Arbitraries.integers().between(10, 200),
                Arbitraries.integers().between(1, 10),
                Arbitraries.integers().between(5, 100))
            .as(CueSettings::new));
  }

  @Test
  void linesAreAsWideAndAsManyAsIsAskedForAndStayAsLong() {
    List<Word> words = new ArrayList<>();
    for (String text : "so we went on to the second point of the agenda".split(" ", -1)) {
      words.add(word(text, 0, 1_000));
    }
    Word[] all = words.toArray(Word[]::new);
    List<Cue> narrow = cut(new CueSettings(15, 3, 10), all);
    assertEquals(List.of("so we went on", "to the second", "point of the"), narrow.get(0).lines());
    assertEquals(List.of("agenda"), narrow.get(1).lines());
    List<Cue> wide = cut(new CueSettings(60, 1, 10), all);
    assertEquals(List.of("so we went on to the second point of the agenda"), wide.get(0).lines());
    assertEquals(4_700, wide.get(0).end());
  }

  /** Words with pauses between them now and then, some of them long, some at a sentence's end. */
  @Provide
  Arbitrary<List<Word>> talks() {
    Arbitrary<String> texts =
        Combinators.combine(
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12),
                Arbitraries.frequency(Tuple.of(5, ""), Tuple.of(1, "."), Tuple.of(1, "?")))
            .as((letters, end) -> letters + end);
    Arbitrary<Integer> pauses =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(0, 300)),
            Tuple.of(2, Arbitraries.integers().between(300, 9_000)));
    Arbitrary<Integer> lengths =
        Arbitraries.frequencyOf(
            Tuple.of(19, Arbitraries.integers().between(0, 600)),
            Tuple.of(1, Arbitraries.integers().between(600, 20_000)));
    return Combinators.combine(texts, pauses, lengths)
        .as(Spoken::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(CueSegmenterTest::placed);
  }

  private record Spoken(String text, int pause, int length) {}

  private static List<Word> placed(List<Spoken> all) {
    List<Word> words = new ArrayList<>();
    long at = 0;
    for (Spoken spoken : all) {
      long start = at + spoken.pause();
      at = start + spoken.length();
      words.add(word(spoken.text(), start, at));
    }
    return words;
  }

  private static List<Cue> cut(Word... words) {
    return cut(CueSettings.DEFAULT, words);
  }

  private static List<Cue> cut(CueSettings settings, Word... words) {
    CueSegmenter cutter = new CueSegmenter("", settings);
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
