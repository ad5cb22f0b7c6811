package io.bidiclient.realtime.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.event.CountedPosition;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TimedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapFilterTest {
  /** Samples between the words of a test, a frame clock's step. */
  private static final long WORD = 4 * 1_280;

  private static List<TimedText> unclocked(String... parts) {
    List<TimedText> all = new ArrayList<>();
    for (String part : parts) {
      all.add(new TimedText(part, 0, 0, Long.MAX_VALUE / 2, Optional.empty()));
    }
    return all;
  }

  /** Deltas of one word each; the first is complete at the given place. */
  private static List<TimedText> clocked(long from, String words) {
    List<TimedText> all = new ArrayList<>();
    long at = from;
    for (String word : words.split("(?= )", -1)) {
      all.add(
          new TimedText(word, at, at - 38_400, at, Optional.of(new CountedPosition(0, at, true))));
      at += WORD;
    }
    return all;
  }

  private static String join(OverlapFilter filter, List<TimedText> said) {
    StringBuilder text = new StringBuilder();
    said.forEach(part -> filter.pass(part).forEach(fresh -> text.append(fresh.text())));
    filter.finish().forEach(fresh -> text.append(fresh.text()));
    filter.settle().forEach(fresh -> text.append(fresh.text()));
    return text.toString();
  }

  /** The one that was held back began within a word, the next session before it. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {" lebaku", " lebaku zitumo norupo", " lebakux zitumo"})
  void aWordThatWasCutAndHeldBackGivesWayToTheWholeOne(String said) {
    List<TimedText> printed = clocked(100 * WORD, " takebu tafafu");
    List<TimedText> held = clocked(200 * WORD, " ebaku");
    OverlapFilter filter = new OverlapFilter(new PrintedTail(printed, held, 170 * WORD, false));
    assertEquals(said, join(filter, clocked(200 * WORD, said)));
    assertTrue(filter.replacesHeld());
  }

  /** What was held back before the next session began is printed; the word at the cut gives way. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        " zitumo, ebaku, lebaku norupo, zitumo lebaku norupo",
        " zitumo, leb, lebaku norupo, zitumo lebaku norupo",
        " zitumo, leb, lebaku, zitumo lebaku",
        "zitumo ,leb ,lebaku norupo ,zitumo lebaku norupo ",
        " zitumo, leb,lebaku norupo, zitumo lebaku norupo",
        " zitumo., leb, Lebaku norupo, zitumo. Lebaku norupo",
        "仕,侑,伾侑仗僞,仕伾侑仗僞",
        "'',侑,伾侑仗僞,伾侑仗僞",
        "'', leb, lebaku norupo, lebaku norupo",
      })
  void aWordAtTheCutGivesWayBehindWhatWasHeldBackLongBefore(
      String held, String cut, String said, String fresh) {
    boolean after = held.endsWith(" ");
    List<TimedText> printed = clocked(90 * WORD, after ? "takebu tafafu " : " takebu tafafu");
    List<TimedText> parts = new ArrayList<>();
    if (!held.isEmpty()) {
      parts.addAll(clocked(100 * WORD, held.strip()).stream().map(t -> t.withText(held)).toList());
    }
    parts.addAll(clocked(200 * WORD, cut.strip()).stream().map(t -> t.withText(cut)).toList());
    OverlapFilter filter = new OverlapFilter(new PrintedTail(printed, parts, 170 * WORD, false));
    assertEquals(fresh, join(filter, clocked(200 * WORD, said)));
    assertTrue(filter.replacesHeld());
  }

  /** Without a clock nobody knows whether it is a word or the end of one that was printed. */
  @Test
  void whatIsSaidBeforeTheFirstWordThatWasHeldBackIsPrintedAndNotCertain() {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked("今日"), unclocked("僞は"), 170 * WORD, false));
    assertEquals("仗僞はとても良い天気", join(filter, unclocked("仗僞はとても", "良い天気")));
    assertTrue(filter.replacesHeld());
    assertFalse(filter.seam().orElseThrow().isCertain());
  }

  /** The session before ended within the word: it heard the end of it only. */
  @Test
  void whatIsSaidBetweenThePrintedTextAndWhatWasHeldBackIsNew() {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked("今日はとても"), unclocked("僞"), 170 * WORD, false));
    assertEquals("仗僞良い天気", join(filter, unclocked("今日はとても仗僞", "良い天気")));
    assertTrue(filter.replacesHeld());
  }

  /** The next session begins within what was held back. */
  @Test
  void whatWasHeldBackBeforeTheNextSessionKeepsItsPlaces() {
    List<TimedText> printed = clocked(100 * WORD, " takebu tafafu");
    List<TimedText> held = clocked(200 * WORD, " lebaku zitumo norupo tisuna");
    OverlapFilter filter = new OverlapFilter(new PrintedTail(printed, held, 201 * WORD, false));
    List<TimedText> fresh = new ArrayList<>();
    clocked(202 * WORD, " norupo tisuna gopado").forEach(said -> fresh.addAll(filter.pass(said)));
    fresh.addAll(filter.finish());
    assertTrue(filter.replacesHeld());
    assertEquals(clocked(200 * WORD, " lebaku zitumo norupo tisuna gopado"), fresh);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {" , no,no", " , ,''", " ,no,no", "'', no, no"})
  void aSpaceThatIsAllThatWasPrintedIsNotSaidAgain(String printed, String said, String fresh) {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked(printed), List.of(), 0, false));
    assertEquals(fresh + " well", join(filter, unclocked(said, " well")));
  }

  /** The first word of the next session may be the one that is cut. */
  @Test
  void aWordThatIsCutReplacesNoneThatWasHeldBack() {
    List<TimedText> printed = clocked(100 * WORD, " takebu tafafu");
    List<TimedText> held = clocked(200 * WORD, " lebaku");
    OverlapFilter filter = new OverlapFilter(new PrintedTail(printed, held, 199 * WORD, false));
    assertEquals(" zitumo", join(filter, clocked(200 * WORD, " ebaku zitumo")));
    assertFalse(filter.replacesHeld());
  }

  @ParameterizedTest(name = "{0} | {1} -> {2}")
  @CsvSource(
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // One session's text, then the other's from a word within it, and what is to be printed.
        " the cat sat on the, sat on the mat and slept, mat and slept",
        " the cat sat on th, cat sat on the mat,e mat",
        "\" The cat sat, on the\",\" cat sat. On the mat\", mat",
        " the cat sat on the, cut cat sat on the mat, mat",
        " the cat sat under the, cat sad under the mat, mat",
        " everyone came in the end, every one came in the end of it, of it",
        " every one came in the end, everyone came in the end of it, of it",
        "the cat sat on the ,cat sat on the mat and ,mat and ",
        "the cat sat on the,cat sat on the mat and , mat and ",
        "thecatsatonthelittle,catsatonthelittlematandslept,matandslept",
        "今日はとても良い天気で,とても良い天気ですね外に,すね外に",
        "วันนี้อากาศดีมากเ,อากาศดีมากเลยนะ,ลยนะ",
        "ສະບາຍດີຕອນເຊົ້າວັນ,ຕອນເຊົ້າວັນນີ້ອາກາດດີ,ນີ້ອາກາດດີ",
        "ថ្ងៃនេះអាកាសធាតុ,អាកាសធាតុល្អណាស់,ល្អណាស់",
        "今日 は とても 良い 天気,とても良い天気ですね外に,ですね外に",
        " we went home \uD83D, went home \uD83D\uDE00 and slept,\uDE00 and slept",
        " we went home \uD83D\uDC68, we went home \uD83D\uDC68\u200D\uD83D\uDC69 and"
            + " slept,\u200D\uD83D\uDC69 and slept",
        "\" that is one, and two\",\" is one, and two, and three\",\", and three\"",
      })
  void printsWhatFollows(String printed, String said, String fresh) {
    List<String> letters = said.codePoints().mapToObj(Character::toString).toList();
    for (List<String> parts :
        List.of(List.of(said), List.of(said.split("(?= )")), List.of(said.split("")), letters)) {
      OverlapFilter filter =
          new OverlapFilter(new PrintedTail(unclocked(printed), List.of(), 0, false));
      assertEquals(fresh, join(filter, unclocked(parts.toArray(String[]::new))), parts + "");
    }
  }

  @Test
  void tellsRepeatedWordsApartByTheirPlaces() {
    List<TimedText> printed = clocked(100_000, " he said no no no no no no");
    long third = 100_000 + 4 * WORD;
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(printed, List.of(), third - 6_000, false));
    assertEquals(" no no yes", join(filter, clocked(third, " no no no no no no yes")));
    assertTrue(filter.seam().orElseThrow().isCertain());
    assertEquals(4, filter.seam().orElseThrow().words());
  }

  /** Text comes up to three frames late: the last printed one did, and what is new does not. */
  @Test
  void aWordAndItsSymbolMayComeALittleSoonerThanTheLastPrintedOne() {
    List<TimedText> printed = clocked(100_000, " nupemu😀 famepu😀");
    TimedText late = printed.remove(1);
    long end = late.time() + 3 * 1_280;
    printed.add(clocked(end, late.text()).get(0));
    List<TimedText> said = clocked(100_000, " nupemu😀 famepu😀");
    said.addAll(clocked(end - 1_280, " sekasu😀 kifavu😀 vozubo😀"));
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(printed, List.of(), 100_000 - 2 * WORD, false));
    assertEquals(" sekasu😀 kifavu😀 vozubo😀", join(filter, said));
  }

  /**
   * As many deltas apart, from a session that began at a sample: it is not known what they mean.
   */
  private static List<TimedText> counted(long origin, String words) {
    List<TimedText> all = new ArrayList<>();
    for (TimedText part : clocked(origin + 10_000, words)) {
      CountedPosition counted = new CountedPosition(origin, part.time(), false);
      all.add(new TimedText(part.text(), part.time(), 0, 900_000, Optional.of(counted)));
    }
    return all;
  }

  @Test
  void tellsRepeatedWordsApartByTheCountsOfSessionsThatBeganAlike() {
    for (long origin : new long[] {0, 48_000}) {
      OverlapFilter filter =
          new OverlapFilter(new PrintedTail(counted(origin, " no yes no no"), List.of(), 0, true));
      assertEquals(" no so", join(filter, counted(0, " no yes no no no so")));
      assertEquals(origin == 0, filter.seam().orElseThrow().isCertain(), "from " + origin);
    }
  }

  @Test
  void doesNotGuessAmongRepeatedWordsWithoutPlaces() {
    OverlapFilter filter =
        new OverlapFilter(
            new PrintedTail(unclocked(" he said no no no no no"), List.of(), 0, false));
    join(filter, unclocked(" no", " no", " no", " no", " no", " no", " yes"));
    assertFalse(filter.seam().orElseThrow().isCertain());
  }

  @Test
  void letsTextThroughAsSoonAsThePrintedWordsWereSaidAgain() {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked(" the cat sat on the"), List.of(), 0, false));
    for (TimedText part : unclocked(" cat", " sat", " on", " the")) {
      assertEquals(List.of(), filter.pass(part));
    }
    assertEquals(unclocked(" mat"), filter.pass(unclocked(" mat").get(0)));
    assertTrue(filter.seam().orElseThrow().isCertain());
    assertEquals(Seam.Choice.ALIGNED, filter.seam().orElseThrow().choice());
  }

  @Test
  void saysThatNothingAgreesInsteadOfPrintingIt() {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked(" the cat sat on the"), List.of(), 0, false));
    List<TimedText> fresh = new ArrayList<>();
    unclocked(
            " dogs",
            " ran",
            " over",
            " seven",
            " green",
            " hills",
            " before",
            " breakfast",
            " at",
            " home")
        .forEach(part -> fresh.addAll(filter.pass(part)));
    assertEquals(List.of(), fresh);
    assertTrue(filter.isUnmatched());
    assertEquals(10, filter.settle().size());
    assertEquals(Seam.Choice.UNMATCHED, filter.seam().orElseThrow().choice());
    assertFalse(filter.seam().orElseThrow().isCertain());
  }

  @Test
  void takesOneWordInCommonForChance() {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked(" the cat sat on the"), List.of(), 0, false));
    List<TimedText> fresh = new ArrayList<>();
    unclocked(
            " the", " dogs", " ran", " over", " seven", " green", " hills", " before", " we",
            " woke")
        .forEach(part -> fresh.addAll(filter.pass(part)));
    assertEquals(List.of(), fresh);
    assertTrue(filter.isUnmatched());
  }

  @Test
  void appendsWhereAllPrintedWordsLieBeforeTheStart() {
    List<TimedText> printed = clocked(100_000, " the cat sat");
    long end = 100_000 + 3 * WORD + 50_000;
    OverlapFilter filter = new OverlapFilter(new PrintedTail(printed, List.of(), end, false));
    assertEquals(" on mats", join(filter, clocked(end + WORD, " on mats")));
    assertEquals(Seam.Choice.APPENDED, filter.seam().orElseThrow().choice());
    assertTrue(filter.seam().orElseThrow().isCertain());
  }

  @Test
  void printsNothingWhereLessWasSaidAgain() {
    OverlapFilter filter =
        new OverlapFilter(
            new PrintedTail(unclocked(" the cat sat on the mat"), List.of(), 0, true));
    assertEquals("", join(filter, unclocked(" the cat", " sat on the")));
  }

  @Test
  void saysAgainFromTheVeryStart() {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked(" no no"), List.of(), 0, true));
    assertEquals(" no yes", join(filter, unclocked(" no", " no", " no", " yes")));
  }

  @Test
  void findsOutFromWhatIsSaidThatTheServerWritesNoSpaces() {
    OverlapFilter filter =
        new OverlapFilter(new PrintedTail(unclocked("motufa", "buruka"), List.of(), 0, true));
    List<TimedText> said =
        unclocked("motufa", "buruka", "ranoma", "gelopa", "tigisa", "lodiva", "zuzezu");
    StringBuilder fresh = new StringBuilder();
    for (TimedText part : said) {
      filter.pass(part).forEach(out -> fresh.append(out.text()));
    }
    assertEquals("ranomagelopatigisalodivazuzezu", fresh.toString());
    assertTrue(filter.seam().orElseThrow().isCertain());
  }

  @Test
  void letsAllThroughWhereNothingWasPrinted() {
    OverlapFilter filter = OverlapFilter.none();
    assertTrue(filter.isOpen());
    assertEquals(" one", join(filter, unclocked(" one")));
    assertTrue(filter.seam().isEmpty());
  }
}
