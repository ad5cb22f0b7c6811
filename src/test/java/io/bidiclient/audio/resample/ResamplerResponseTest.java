package io.bidiclient.audio.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.Tone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resampler's figures, measured on tones that went through it. */
class ResamplerResponseTest {
  @ParameterizedTest
  @ValueSource(
      ints = {16001, 22050, 24000, 32000, 37800, 44099, 44100, 48000, 96000, 192000, 383999})
  void passesSpeechUpTo7400HertzWithin005DecibelsAndAddsNothing(int rate) {
    for (int hertz : new int[] {50, 1000, 2500, 4000, 5500, 6500, 7000, 7200, 7300, 7400}) {
      Tone.Measured tone = Tone.through(rate, hertz);
      assertEquals(0, tone.gain(), 0.05, hertz + " Hz");
      assertTrue(tone.rest() < -96, hertz + " Hz leaves " + tone.rest() + " dB of its own");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {22050, 24000, 32000, 37800, 44099, 44100, 48000, 96000, 192000, 383999})
  void stopsEverythingFrom8600HertzOn96DecibelsDown(int rate) {
    for (int hertz = 8600; hertz < rate / 2; hertz += hertz < 9200 ? 61 : rate / 60 + 1) {
      Tone.Measured tone = Tone.through(rate, hertz);
      assertTrue(tone.level() < -96, hertz + " Hz comes through at " + tone.level() + " dB");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4000, 4001, 7919, 8000, 11025, 12000, 15999})
  void lowerRatesKeepTheirBandAndGetNoImages(int rate) {
    for (int percent : new int[] {1, 10, 30, 50, 70, 80, 90, 92}) {
      int hertz = rate / 2 * percent / 100;
      Tone.Measured tone = Tone.through(rate, hertz);
      assertEquals(0, tone.gain(), 0.05, hertz + " Hz");
      assertTrue(tone.rest() < -96, hertz + " Hz has images of " + tone.rest() + " dB");
    }
  }
}
