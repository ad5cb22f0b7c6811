package io.bidiclient.realtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps words from being printed twice after a break. The new session starts at a pause before the
 * break and says again what the old one had said since; that much is held back.
 *
 * <p>The old session may have been late with a word from before the pause, so the new one's text is
 * looked for from every word on of what is expected. Where the two contradict each other the frame
 * clock decides, and {@link #contradicts} says so.
 */
final class OverlapFilter {
  private final String expected;
  private final long printedUntil;
  private final List<Integer> offsets = new ArrayList<>();
  private final StringBuilder again = new StringBuilder();
  private final List<TimedText> held = new ArrayList<>();
  private boolean over;
  private boolean contradicts;

  /**
   * What is expected to be said again.
   *
   * @param printed all that was printed after the pause, to the letter
   * @param printedUntil how far the old session had heard, in samples on the input's time line
   */
  OverlapFilter(String printed, long printedUntil) {
    this.expected = printed.stripLeading();
    this.printedUntil = printedUntil;
    this.over = expected.isEmpty();
    for (int at = 0; at < expected.length(); at++) {
      if (at == 0 || Character.isWhitespace(expected.charAt(at - 1))) {
        offsets.add(at);
      }
    }
  }

  /** Nothing was printed that could come again. */
  static OverlapFilter none() {
    return new OverlapFilter("", 0);
  }

  /** Takes what the new session said and gives back what of it is new; it may be empty. */
  String pass(TimedText said) {
    if (contradicts) {
      return isLater(said) ? said.text() : "";
    }
    if (over || said.text().isEmpty()) {
      return said.text();
    }
    held.add(said);
    again.append(said.text());
    String heard = again.toString().stripLeading();
    offsets.removeIf(at -> !agrees(at, heard));
    if (offsets.isEmpty()) {
      contradicts = true;
      return later();
    }
    int left = expected.length() - offsets.get(0);
    over = heard.length() > left;
    return over ? heard.substring(left) : "";
  }

  /** Whether the new session said something else than the old one about the same audio. */
  boolean contradicts() {
    return contradicts;
  }

  private boolean agrees(int at, String heard) {
    int length = Math.min(heard.length(), expected.length() - at);
    return expected.regionMatches(at, heard, 0, length);
  }

  private String later() {
    StringBuilder text = new StringBuilder();
    held.stream().filter(this::isLater).forEach(said -> text.append(said.text()));
    return text.toString();
  }

  private boolean isLater(TimedText said) {
    return said.heard() > printedUntil;
  }
}
