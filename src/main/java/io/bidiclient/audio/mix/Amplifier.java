package io.bidiclient.audio.mix;

/** Amplifies one stream of 16 kHz mono audio, sample by sample. Owned by one thread. */
public interface Amplifier {
  /** The next sample, amplified; full scale at ±1. */
  float next(float sample);
}
