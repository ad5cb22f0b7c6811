package io.bidiclient.api;

import java.time.Duration;

/**
 * What happens while audio is transcribed, in the order in which it becomes known. The set is
 * closed.
 */
public sealed interface TranscriberEvent {
  /**
   * The next piece of the transcript. All pieces, one after the other, are the transcript to the
   * letter.
   *
   * @param text never empty
   * @param start where it was said
   * @param end the end of that place
   * @param exact whether the place is known to 80 ms; otherwise it was said before {@code end}
   */
  record Text(String text, Duration start, Duration end, boolean exact)
      implements TranscriberEvent {}

  /**
   * A word with its punctuation, once it is whole; after the last {@link Text} of it. All words,
   * each after its space, are the transcript to the letter.
   *
   * @param space white space before it, or nothing
   * @param text without white space around it; in Chinese and Japanese, one character
   * @param start where it was said
   * @param end the end of that place
   * @param exact as for {@link Text}
   */
  record SpokenWord(String space, String text, Duration start, Duration end, boolean exact)
      implements TranscriberEvent {}

  /**
   * A session with the server takes audio. A run has another one when one has failed or is near the
   * greatest age that SageMaker allows.
   *
   * @param number which of the run's it is, from 1
   * @param id the server's name for it; may be empty
   * @param start the first sample that it takes
   */
  record SessionOpened(int number, String id, Duration start) implements TranscriberEvent {}

  /**
   * The text of one session was joined to that of the one before.
   *
   * @param at how far the text before it reaches
   * @param certain whether no word is missing, doubled or changed there, as far as can be known
   */
  record TextJoined(Duration at, boolean certain) implements TranscriberEvent {}

  /**
   * Something that a person should know, and that ends nothing.
   *
   * @param code a short name for programs, such as {@code dropped_audio}
   * @param message a sentence for people
   */
  record Notice(String code, String message) implements TranscriberEvent {}
}
