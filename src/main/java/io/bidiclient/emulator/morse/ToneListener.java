package io.bidiclient.emulator.morse;

/** Hears of tones and of the silence after them, in the order of time. Positions are samples. */
interface ToneListener {
  /** A tone was heard from {@code start} to {@code end}. */
  void tone(double start, double end);

  /** No tone goes on at {@code now}; called every few milliseconds of silence. */
  void silence(double now);
}
