package io.bidiclient.audio.mix;

import io.bidiclient.audio.AudioChunk;

/**
 * Brings quiet audio up, never down: its peaks come to −6 dBFS, by 40 dB at most. Louder audio
 * passes as it is once its first peak has shown it.
 *
 * <p>Two envelopes follow the magnitude of the 16 kHz samples. The quick one falls by 20 dB in 100
 * ms and tells sound from its pauses. The slow one takes every peak at once and falls by 1 dB a
 * second, only while the quick one is within 30 dB of it: a pause holds the gain, so that noise is
 * not pumped up between words, and a speaker who goes further away is followed. The gain is what
 * lifts the slow envelope to −6 dBFS, so that a peak can never be lifted above that and nothing
 * clips. It begins as for peaks of −40 dBFS: the first words of quiet audio are loud already.
 */
final class AutomaticGain implements Amplifier {
  private static final double TARGET = decibels(-6);
  private static final double MOST = decibels(40);
  private static final double FIRST = decibels(-40);
  private static final double PAUSE = decibels(-30);
  private static final double QUICK_FALL = decibels(-200.0 / AudioChunk.RATE);
  private static final double SLOW_FALL = decibels(-1.0 / AudioChunk.RATE);

  private double quick;
  private double slow = FIRST;

  @Override
  public float next(float sample) {
    double magnitude = Math.abs(sample);
    quick = Math.max(magnitude, quick * QUICK_FALL);
    if (quick > slow * PAUSE) {
      slow *= SLOW_FALL;
    }
    slow = Math.max(slow, quick);
    return (float) (sample * Math.max(1, Math.min(MOST, TARGET / slow)));
  }

  private static double decibels(double value) {
    return Math.pow(10, value / 20);
  }
}
