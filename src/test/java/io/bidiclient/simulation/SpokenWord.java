package io.bidiclient.simulation;

/**
 * A word in the audio.
 *
 * @param text as it is written without regard to what is around it
 * @param start its first sample, at 16 kHz
 * @param end the sample after its last
 * @param level its root mean square in dBFS
 */
record SpokenWord(String text, long start, long end, double level) {
  long samples() {
    return end - start;
  }
}
