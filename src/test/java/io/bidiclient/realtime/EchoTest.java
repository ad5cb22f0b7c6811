package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EchoTest {
  private static final long BREAK = 100_000;

  private static String pass(Echo echo, String... deltas) {
    StringBuilder text = new StringBuilder();
    long at = 0;
    for (String delta : deltas) {
      at += 40_000;
      text.append(echo.pass(new Said(delta, at)));
    }
    return text.toString();
  }

  @Test
  void holdsBackWhatWasPrintedAndPassesOnTheRest() {
    assertEquals(" three", pass(new Echo(" one two", BREAK), " one", "", " two", " three"));
  }

  @Test
  void completesAWordThatTheBreakCutInTwo() {
    assertEquals("lo world", pass(new Echo(" hel", BREAK), " hello", " world"));
  }

  @Test
  void findsItsPlaceWhereTheOldSessionWasLateWithAWord() {
    assertEquals(" three", pass(new Echo(" zero one two", BREAK), " one", " two", " three"));
  }

  @Test
  void passesEverythingWhereNothingWasPrintedSince() {
    assertEquals(" one two", pass(new Echo("", BREAK), " one", " two"));
    assertEquals(" one", pass(Echo.none(), " one"));
  }

  @Test
  void isNotFooledByWordsThatComeTwice() {
    assertEquals(" E E", pass(new Echo(" E E", BREAK), " E", " E", " E", " E"));
  }

  @Test
  void letsTheClockDecideWhereTheSessionsContradictEachOther() {
    Echo echo = new Echo(" one two", BREAK);
    // The third delta is the first that was heard after the break.
    assertEquals(" four five", pass(echo, " won", " too", " four", " five"));
    assertTrue(echo.contradicts());
  }

  @Test
  void doesNotContradictWhatItHasNotHeardOutYet() {
    Echo echo = new Echo(" one two", BREAK);
    assertEquals("", pass(echo, " one"));
    assertFalse(echo.contradicts());
  }
}
