package io.bidiclient.realtime.overlap;

import io.bidiclient.realtime.event.TimedText;

/**
 * The unit that is aligned: a word, or one character where the script puts no spaces between words.
 *
 * @param key lower-case letters and digits only, which is what is compared
 * @param start offset of its first character in the text that was scanned
 * @param end offset after its last character, punctuation that follows it included
 * @param character whether it is a single character of a longer run
 * @param place the text that completed it, for its position
 */
record OverlapToken(String key, int start, int end, boolean character, TimedText place) {
  /** Whether both came in one delta, of which the place is known. */
  boolean isOneDeltaWith(OverlapToken other) {
    return place.counted().isPresent() && place.counted().equals(other.place.counted());
  }

  /** Whether it is the beginning or the end of a longer one. */
  boolean isPartOf(OverlapToken other) {
    return key.length() < other.key.length()
        && (other.key.startsWith(key) || other.key.endsWith(key));
  }

  /** Whether it may be the same word, of which one was cut or written in another way. */
  boolean isLike(OverlapToken other) {
    int longest = Math.max(key.length(), other.key.length());
    return isPartOf(other)
        || other.isPartOf(this)
        || 2 * new EditDistance(key).to(other.key) <= longest;
  }
}
