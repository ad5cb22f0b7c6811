package io.bidiclient.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads English number words as digits: "two hundred and five" is 205. */
final class NumberWords {
  private static final Map<String, Integer> UNITS =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19));

  private static final Map<String, Integer> TENS =
      Map.of(
          "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70,
          "eighty", 80, "ninety", 90);

  private static final Map<String, Long> SCALES =
      Map.of("thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);

  private final List<String> out = new ArrayList<>();
  private boolean open;
  private boolean takesUnit;
  private long total;
  private long part;

  private NumberWords() {}

  /** The words with every run of number words as one number. */
  static List<String> toDigits(List<String> words) {
    NumberWords reader = new NumberWords();
    for (int i = 0; i < words.size(); i++) {
      reader.take(words.get(i), i + 1 < words.size() ? words.get(i + 1) : "");
    }
    reader.close();
    return List.copyOf(reader.out);
  }

  private void take(String word, String next) {
    boolean counts = UNITS.containsKey(next) || TENS.containsKey(next);
    if (UNITS.containsKey(word)) {
      unit(UNITS.get(word));
    } else if (TENS.containsKey(word)) {
      begin(part % 100 == 0);
      part += TENS.get(word);
      takesUnit = true;
    } else if (word.equals("hundred") && open && part > 0 && part < 100) {
      part *= 100;
      takesUnit = true;
    } else if (SCALES.containsKey(word) && open && part > 0) {
      total += part * SCALES.get(word);
      part = 0;
      takesUnit = true;
    } else if (!(word.equals("and") && open && counts && part % 100 == 0)) {
      close();
      out.add(word);
    }
  }

  private void unit(int value) {
    boolean fits = part % 100 == 0 || (part % 10 == 0 && part % 100 >= 20 && value < 10);
    begin(takesUnit && value > 0 && fits);
    part += value;
    takesUnit = false;
  }

  /** Goes on with the number that is begun, if it may, or begins one. */
  private void begin(boolean goesOn) {
    if (!open || !goesOn) {
      close();
    }
    open = true;
  }

  private void close() {
    if (open) {
      out.add(Long.toString(total + part));
    }
    open = false;
    takesUnit = false;
    total = 0;
    part = 0;
  }
}
