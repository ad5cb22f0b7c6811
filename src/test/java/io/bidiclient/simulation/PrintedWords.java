package io.bidiclient.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a transcript, as a person takes them: without case and punctuation, and a word that
 * the server only wrote otherwise the second time is still that word.
 *
 * @param words in order
 * @param heard for each, how far the model had heard when its first letter came
 * @param pieces for each, how many pieces of text had come before its first letter
 * @param reworded how many were written otherwise
 */
record PrintedWords(List<String> words, List<Long> heard, List<Integer> pieces, int reworded) {
  /** Splits what was printed. */
  static PrintedWords of(List<RunLog.Printed> printed, Script script) {
    List<String> words = new ArrayList<>();
    List<Long> heard = new ArrayList<>();
    List<Integer> pieces = new ArrayList<>();
    int reworded = 0;
    StringBuilder word = new StringBuilder();
    long since = 0;
    int piece = 0;
    int number = 0;
    for (RunLog.Printed part : printed) {
      String text = part.text();
      for (int i = 0; i < text.length(); i++) {
        char letter = text.charAt(i);
        boolean ends =
            Character.isWhitespace(letter)
                || (script == Script.IDEOGRAPHS
                    && (word.length() == 2 || Script.beginsWord(letter)));
        if (ends && word.length() > 0) {
          reworded += add(words, word.toString());
          heard.add(since);
          pieces.add(piece);
          word.setLength(0);
        }
        if (!Character.isWhitespace(letter)
            && letter != Spelling.COMMA
            && letter != Spelling.OTHER) {
          if (word.length() == 0) {
            since = part.heard();
            piece = number;
          }
          word.append(letter);
        } else if (letter == Spelling.OTHER) {
          reworded++;
        }
      }
      number++;
    }
    if (word.length() > 0) {
      reworded += add(words, word.toString());
      heard.add(since);
      pieces.add(piece);
    }
    return new PrintedWords(words, heard, pieces, reworded);
  }

  private static int add(List<String> words, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    words.add(lower);
    return lower.equals(word) ? 0 : 1;
  }
}
