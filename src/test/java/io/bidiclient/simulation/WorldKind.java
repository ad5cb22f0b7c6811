package io.bidiclient.simulation;

/** What a world sounds like. */
enum WorldKind {
  /** Words of 200 ms, 60 ms apart, with a pause after every 4 to 12. */
  PLAIN,
  /** The same without any pause for minutes. */
  NO_PAUSES,
  /** Words 20 ms apart, with short pauses. */
  CLOSE,
  /** Words of 100 to 700 ms. */
  UNEVEN,
  /** Noise 12 dB below the speech over everything. */
  NOISE,
  /** Notes 6 to 14 dB below the speech over everything. */
  MUSIC,
  /** A drum as loud as the speech twice a second. */
  DRUMS,
  /** A few words that come again and again. */
  REPEATS,
  /** Half a minute to two minutes of silence now and then. */
  SILENCES,
  /** Two speakers in turn, one 20 dB quieter than the other. */
  TWO_SPEAKERS,
  /**
   * Quick notes, every second one loud, over everything, and half a minute to two minutes of them
   * alone now and then and at the end: no pause anywhere.
   */
  INTERLUDES
}
