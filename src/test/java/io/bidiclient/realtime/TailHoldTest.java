package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.TimedText;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailHoldTest {
  private final TailHold tail = new TailHold();

  private String pass(String text, boolean begun) {
    return text(tail.pass(TimedText.of(text, 0), begun));
  }

  private static String text(List<TimedText> parts) {
    return parts.stream().map(TimedText::text).collect(Collectors.joining());
  }

  @Test
  void holdsTheLastTwoWordsBack() {
    assertEquals(" on the", pass(" on the mat and", false));
    assertEquals(" mat and", text(tail.release()));
  }

  /** What was printed of a word is printed with what stands at it. */
  @Test
  void punctuationStaysWithItsWord() {
    assertEquals("", pass(" mat", false) + pass(",", false) + pass(" and", false));
    assertEquals(" mat,", pass(" so", false));
    assertEquals(" and so", text(tail.release()));
    assertEquals("", pass(" don", false) + pass("'", false) + pass("t", false));
    assertEquals("", pass(" \u2013", false) + pass(" no", false));
    assertEquals(" don't \u2013", pass(" one", false));
  }

  /** The session goes on in the middle of a word that was printed before it was cut. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"siki, ro,siki, ro", "siki ro, pe,siki, ro pe", "5th, ro,5th, ro"})
  void theRestOfAWordWhoseBeginningIsPrintedFollowsItAtOnce(
      String first, String second, String printed, String held) {
    assertEquals(printed, pass(first, true) + pass(second, false));
    assertEquals(held, text(tail.release()));
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {" ro", "...", "天気", "\uD83D\uDC4D"})
  void whatBeginsNoWordOrAnotherOneIsHeldBack(String text) {
    assertEquals("", pass(text, true));
    assertEquals(text, text(tail.release()));
  }

  @Test
  void theRestOfAWordThatIsHeldBackIsToo() {
    assertEquals("", pass(" di", false) + pass("siki", true));
    assertEquals(" disiki", text(tail.release()));
  }
}
