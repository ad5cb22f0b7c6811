package io.bidiclient.simulation;

/** How words are written. */
enum Script {
  /** Syllables; words are apart. */
  LATIN {
    @Override
    String word(int number) {
      int mixed = (int) ((number * 48_271L + 11) % ((long) SYLLABLES * SYLLABLES * SYLLABLES));
      return syllable(mixed % SYLLABLES)
          + syllable(mixed / SYLLABLES % SYLLABLES)
          + syllable(mixed / SYLLABLES / SYLLABLES);
    }
  },
  /** Two ideographs a word, and nothing between words. */
  IDEOGRAPHS {
    @Override
    String word(int number) {
      int mixed = (int) ((number * 48_271L + 11) % ((long) IDEOGRAPHS_USED * IDEOGRAPHS_USED));
      return Character.toString(0x4e00 + mixed % IDEOGRAPHS_USED)
          + Character.toString(0x4e00 + IDEOGRAPHS_USED + mixed / IDEOGRAPHS_USED);
    }
  },
  /** A syllable and an emoji of three code points, which a server may split. */
  EMOJI {
    @Override
    String word(int number) {
      return LATIN.word(number) + "\ud83d\udc4d\ud83c\udffd";
    }
  };

  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();
  private static final int IDEOGRAPHS_USED = 401;

  /** The word of a number; different numbers up to 100,000 give different words. */
  abstract String word(int number);

  /** Whether a letter begins a word where nothing stands between words. */
  static boolean beginsWord(char letter) {
    return letter < 0x4e00 + IDEOGRAPHS_USED;
  }

  private static String syllable(int number) {
    return ""
        + CONSONANTS.charAt(number / VOWELS.length())
        + VOWELS.charAt(number % VOWELS.length());
  }
}
