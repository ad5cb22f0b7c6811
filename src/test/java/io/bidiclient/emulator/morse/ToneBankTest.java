package io.bidiclient.emulator.morse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToneBankTest {
  private static final int BINS = 21;

  @Test
  void eachLookIsTheTransformOfTheWindowedSignal() {
    Random random = new Random(1);
    ToneBank bank = new ToneBank();
    float[] last = new float[ToneBank.WINDOW];
    for (int look = 0; look < 50; look++) {
      float[] block = new float[ToneBank.BLOCK];
      for (int i = 0; i < block.length; i++) {
        // A tone that wanders, in noise, with a constant part that no filter may let through.
        double turn = 2 * Math.PI * (300 + 15 * look) * (look * block.length + i) / 4000;
        block[i] = (float) (0.3 + 0.5 * Math.sin(turn) + 0.05 * random.nextGaussian());
      }
      System.arraycopy(last, block.length, last, 0, last.length - block.length);
      System.arraycopy(block, 0, last, last.length - block.length, block.length);
      bank.look(block);
      double[] power = IntStream.range(0, BINS).mapToDouble(bin -> power(last, bin)).toArray();
      int peak =
          IntStream.range(0, BINS).reduce(0, (best, bin) -> power[bin] > power[best] ? bin : best);
      assertEquals(power[peak], bank.tone(), 1e-6);
      double rest =
          IntStream.range(0, BINS)
              .filter(bin -> Math.abs(bin - peak) > 3)
              .mapToDouble(bin -> power[bin])
              .average()
              .orElseThrow();
      assertEquals(rest, bank.rest(), 1e-6);
    }
  }

  @Test
  void silenceHasNoPowerAndATonesIsTheSquareOfItsAmplitude() {
    ToneBank bank = new ToneBank();
    bank.look(new float[ToneBank.BLOCK]);
    assertEquals(0, bank.tone());
    for (int block = 0; block < 4; block++) {
      float[] samples = new float[ToneBank.BLOCK];
      for (int i = 0; i < samples.length; i++) {
        int at = block * samples.length + i;
        samples[i] = (float) (0.5 * Math.cos(2 * Math.PI * 600 * at / 4000));
      }
      bank.look(samples);
    }
    assertEquals(0.25, bank.tone(), 1e-6);
  }

  /** By the definition, in double precision. */
  private static double power(float[] signal, int bin) {
    double[] sums = new double[2];
    for (int i = 0; i < signal.length; i++) {
      double hann = 1 - Math.cos(2 * Math.PI * (i + 0.5) / signal.length);
      double turn = 2 * Math.PI * (250 + 50 * bin) * i / 4000;
      sums[0] += 2 * hann * signal[i] * Math.cos(turn) / signal.length;
      sums[1] += 2 * hann * signal[i] * Math.sin(turn) / signal.length;
    }
    return Arrays.stream(sums).map(sum -> sum * sum).sum();
  }
}
