package io.bidiclient.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spells arguments so that a POSIX shell reads them back as they are. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /** One line that is these words to a shell, whatever is in them. */
  static String line(List<String> words) {
    return words.stream().map(ShellWords::word).collect(Collectors.joining(" "));
  }

  private static String word(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
