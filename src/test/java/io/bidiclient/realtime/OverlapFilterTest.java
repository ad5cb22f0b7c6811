package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OverlapFilterTest {
  private static final long BREAK = 100_000;

  private static String pass(OverlapFilter echo, String... deltas) {
    StringBuilder text = new StringBuilder();
    long at = 0;
    for (String delta : deltas) {
      at += 40_000;
      text.append(echo.pass(new TimedText(delta, at)));
    }
    return text.toString();
  }

  @Test
  void holdsBackWhatWasPrintedAndPassesOnTheRest() {
    assertEquals(
        " three", pass(new OverlapFilter(" one two", BREAK), " one", "", " two", " three"));
  }

  @Test
  void completesAWordThatTheBreakCutInTwo() {
    assertEquals("lo world", pass(new OverlapFilter(" hel", BREAK), " hello", " world"));
  }

  @Test
  void findsItsPlaceWhereTheOldSessionWasLateWithAWord() {
    assertEquals(
        " three", pass(new OverlapFilter(" zero one two", BREAK), " one", " two", " three"));
  }

  @Test
  void passesEverythingWhereNothingWasPrintedSince() {
    assertEquals(" one two", pass(new OverlapFilter("", BREAK), " one", " two"));
    assertEquals(" one", pass(OverlapFilter.none(), " one"));
  }

  @Test
  void isNotFooledByWordsThatComeTwice() {
    assertEquals(" E E", pass(new OverlapFilter(" E E", BREAK), " E", " E", " E", " E"));
  }

  @Test
  void letsTheClockDecideWhereTheSessionsContradictEachOther() {
    OverlapFilter echo = new OverlapFilter(" one two", BREAK);
    // The third delta is the first that was heard after the break.
    assertEquals(" four five", pass(echo, " won", " too", " four", " five"));
    assertTrue(echo.contradicts());
  }

  @Test
  void doesNotContradictWhatItHasNotHeardOutYet() {
    OverlapFilter echo = new OverlapFilter(" one two", BREAK);
    assertEquals("", pass(echo, " one"));
    assertFalse(echo.contradicts());
  }
}
