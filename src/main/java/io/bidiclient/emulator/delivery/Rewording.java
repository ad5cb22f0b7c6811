package io.bidiclient.emulator.delivery;

/** What a server writes differently when it transcribes the same audio a second time. */
public enum Rewording {
  /** Upper case for lower case and the other way round. */
  CASE,
  /** A comma after every third word; a word that had a mark loses it. */
  PUNCTUATION,
  /** Every fifth word is misheard: its last letter is another. */
  WORD
}
