package io.bidiclient.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into its words without a shell: at spaces, with single and double quotes, and a
 * backslash before a quote or a backslash inside double ones. Nothing else has a meaning.
 */
public final class CommandWords {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private CommandWords() {}

  /**
   * The words of a command.
   *
   * @throws IllegalArgumentException where there are none, or a quote is not closed
   */
  public static List<String> of(String command) {
    CommandWords split = new CommandWords();
    int at = 0;
    while (at < command.length()) {
      at = split.take(command, at);
    }
    split.endWord();
    if (split.words.isEmpty() || split.words.get(0).isEmpty()) {
      throw new IllegalArgumentException("the command is empty");
    }
    return List.copyOf(split.words);
  }

  private int take(String command, int at) {
    char c = command.charAt(at);
    if (c == '\'' || c == '"') {
      return quoted(command, at + 1, c);
    }
    if (Character.isWhitespace(c)) {
      endWord();
    } else {
      inWord = true;
      word.append(c);
    }
    return at + 1;
  }

  private int quoted(String command, int from, char quote) {
    inWord = true;
    for (int at = from; at < command.length(); at++) {
      char c = command.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      boolean escape = quote == '"' && c == '\\' && at + 1 < command.length();
      if (escape && (command.charAt(at + 1) == '"' || command.charAt(at + 1) == '\\')) {
        at++;
        c = command.charAt(at);
      }
      word.append(c);
    }
    throw new IllegalArgumentException("a " + quote + " is not closed");
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
