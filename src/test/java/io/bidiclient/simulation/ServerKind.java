package io.bidiclient.simulation;

/**
 * What kind of server answers: when it sends text and how it writes it.
 *
 * @param openAi whether it speaks OpenAI's names, which have no frame clock
 * @param cadence when deltas come
 * @param late frames from a word's end to its text
 * @param jitter frames by which a word's text may come later than that
 * @param pieces how many deltas a word is spread over, at most
 * @param spacing where it puts the space
 * @param rewording what may change when a word is heard again
 */
record ServerKind(
    boolean openAi,
    Cadence cadence,
    int late,
    int jitter,
    int pieces,
    Spacing spacing,
    Rewording rewording) {
  /** When deltas come. */
  enum Cadence {
    /** One for each frame of 80 ms, most of them empty. */
    FRAME,
    /** Two for each frame. */
    TWICE,
    /** One for every second frame. */
    HALF,
    /** One for each piece of text, and none without. */
    TOKEN,
    /** One for each second in which there is text. */
    SECOND,
    /** One for each run of words up to a pause. */
    SEGMENT
  }

  /** Where a word's space stands. */
  enum Spacing {
    BEFORE,
    AFTER,
    NONE
  }

  /** What may change when a word is heard again. */
  enum Rewording {
    NONE,
    CASE,
    PUNCTUATION,
    /** One word in ten is another. */
    WORD
  }

  /** What a kind is called in tables: all of it but the spacing of the script. */
  String label() {
    return (openAi ? "openai " : "")
        + cadence.name().toLowerCase(java.util.Locale.ROOT)
        + " late="
        + late
        + (jitter > 0 ? "+" + jitter : "")
        + (pieces > 1 ? " pieces=" + pieces : "")
        + (spacing == Spacing.AFTER ? " space-after" : "")
        + (spacing == Spacing.NONE ? " no-spaces" : "")
        + (rewording == Rewording.NONE
            ? ""
            : " reword-" + rewording.name().toLowerCase(java.util.Locale.ROOT));
  }
}
