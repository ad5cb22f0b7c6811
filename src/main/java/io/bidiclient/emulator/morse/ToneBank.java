package io.bidiclient.emulator.morse;

import java.util.Arrays;

/**
 * Looks at 20 ms of a 4 kHz signal through narrow filters from 250 to 1250 Hz: how strong is the
 * strongest tone, and how strong is all that lies away from it.
 *
 * <p>The signal comes in blocks of 5 ms, and each is transformed once: a look adds those of its
 * four. What Hann's window does to a spectrum is done to their sum, as its filters lie as far apart
 * as the window is wide (F. J. Harris, On the use of windows for harmonic analysis with the
 * discrete Fourier transform, 1978).
 */
final class ToneBank {
  /** Samples that one look covers. */
  static final int WINDOW = 80;

  /** Samples of a block. */
  static final int BLOCK = 20;

  private static final int BLOCKS = WINDOW / BLOCK;
  private static final int BINS = 21;
  private static final int LOWEST = 250;
  private static final int RATE = 4000;

  /** Between two filters, in hertz: the width of the window. */
  private static final int SPACING = RATE / WINDOW;

  private static final int SKIRT = 3;

  /**
   * The filters and one on each side, which the window needs; a real and an imaginary part each.
   */
  private static final int LINES = BINS + 2;

  /** The window's mean is 1 and a real tone has half its amplitude at either frequency. */
  private static final float SCALE = 4f / (WINDOW * WINDOW);

  /** For each sample of a window its share in each line: the real parts, then the imaginary. */
  private static final float[][] WAVES = waves();

  /** What the window adds of the lines beside, by the place of the oldest sample. */
  private static final float[] COS = turns(0);

  private static final float[] SIN = turns(-Math.PI / 2);

  private final float[][] blocks = new float[BLOCKS][2 * LINES];
  private final float[] sum = new float[2 * LINES];
  private final float[] power = new float[BINS];
  private int next;
  private int peak;

  /** Takes the next {@link #BLOCK} samples and looks at the last {@link #WINDOW}. */
  void look(float[] signal) {
    float[] block = blocks[next];
    transform(signal, next * BLOCK, block);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = blocks[0][i] + blocks[1][i] + blocks[2][i] + blocks[3][i];
    }
    next = (next + 1) % BLOCKS;
    window(next * BLOCK);
  }

  /** Four samples at a time, so that a line is loaded and stored once for them. */
  private static void transform(float[] signal, int place, float[] block) {
    Arrays.fill(block, 0);
    for (int n = 0; n < BLOCK; n += 4) {
      float a = signal[n];
      float b = signal[n + 1];
      float c = signal[n + 2];
      float d = signal[n + 3];
      float[] first = WAVES[place + n];
      float[] second = WAVES[place + n + 1];
      float[] third = WAVES[place + n + 2];
      float[] fourth = WAVES[place + n + 3];
      for (int i = 0; i < block.length; i++) {
        block[i] += a * first[i] + b * second[i] + c * third[i] + d * fourth[i];
      }
    }
  }

  /** Hann's window over a ring of samples whose oldest is at the place. */
  private void window(int oldest) {
    float cos = COS[oldest];
    float sin = SIN[oldest];
    peak = 0;
    for (int bin = 0; bin < BINS; bin++) {
      float lowRe = sum[bin];
      float lowIm = sum[LINES + bin];
      float highRe = sum[bin + 2];
      float highIm = sum[LINES + bin + 2];
      float re = sum[bin + 1] - cos * (lowRe + highRe) + sin * (lowIm - highIm);
      float im = sum[LINES + bin + 1] - cos * (lowIm + highIm) - sin * (lowRe - highRe);
      power[bin] = SCALE * (re * re + im * im);
      if (power[bin] > power[peak]) {
        peak = bin;
      }
    }
  }

  /** Squared amplitude of the strongest tone; 1 is full scale. */
  double tone() {
    return power[peak];
  }

  /** Mean squared amplitude in the filters away from the strongest. */
  double rest() {
    double sum = 0;
    int count = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (Math.abs(bin - peak) > SKIRT) {
        sum += power[bin];
        count++;
      }
    }
    return sum / count;
  }

  private static float[] turns(double from) {
    float[] turns = new float[WINDOW];
    for (int oldest = 0; oldest < WINDOW; oldest++) {
      turns[oldest] = (float) Math.cos(from + 2 * Math.PI * (0.5 - oldest) / WINDOW) / 2;
    }
    return turns;
  }

  private static float[][] waves() {
    float[][] waves = new float[WINDOW][2 * LINES];
    for (int i = 0; i < WINDOW; i++) {
      for (int line = 0; line < LINES; line++) {
        double turn = 2 * Math.PI * (LOWEST / SPACING + line - 1) * i / WINDOW;
        waves[i][line] = (float) Math.cos(turn);
        waves[i][LINES + line] = (float) -Math.sin(turn);
      }
    }
    return waves;
  }
}
