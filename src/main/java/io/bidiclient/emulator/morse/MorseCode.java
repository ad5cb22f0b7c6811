package io.bidiclient.emulator.morse;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** International Morse code, ITU-R M.1677-1, and the signs in common use beside it. */
final class MorseCode {
  /** What stands for a pattern that is no letter. */
  static final char UNREADABLE = '*';

  private static final String SIGNS =
      "A.- B-... C-.-. D-.. E. F..-. G--. H.... I.. J.--- K-.- L.-.. M-- N-. O--- P.--. Q--.- R.-. "
          + "S... T- U..- V...- W.-- X-..- Y-.-- Z--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... "
          + "6-.... 7--... 8---.. 9----.";

  private static final String MARKS = ".,?'!/()&:;=+-_\"$@";
  private static final String[] MARK_PATTERNS = {
    ".-.-.-", "--..--", "..--..", ".----.", "-.-.--", "-..-.", "-.--.", "-.--.-", ".-...",
    "---...", "-.-.-.", "-...-", ".-.-.", "-....-", "..--.-", ".-..-.", "...-..-", ".--.-."
  };

  private static final Map<String, Character> LETTERS = letters();

  private MorseCode() {}

  /** The letter of a pattern of dots and dashes. */
  static char letter(String pattern) {
    return LETTERS.getOrDefault(pattern, UNREADABLE);
  }

  private static Map<String, Character> letters() {
    Map<String, Character> letters =
        Arrays.stream(SIGNS.split(" ", -1))
            .collect(Collectors.toMap(sign -> sign.substring(1), sign -> sign.charAt(0)));
    IntStream.range(0, MARK_PATTERNS.length)
        .forEach(i -> letters.put(MARK_PATTERNS[i], MARKS.charAt(i)));
    return Map.copyOf(letters);
  }
}
