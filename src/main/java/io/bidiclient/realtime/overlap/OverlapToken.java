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
}
