package io.bidiclient.emulator.morse;

import io.bidiclient.audio.AudioChunk;

/**
 * Finds when a tone is there and when it is not, from 16 kHz samples. It looks every 5 ms. A tone
 * must stand well above the noise beside it and not far below the tone before it; where it begins
 * and ends is read at half of its own height, so slow fading moves neither.
 */
final class ToneDetector {
  private static final int HOP_SAMPLES = ToneBank.BLOCK * Decimator.FACTOR;
  private static final double WINDOW_CENTRE =
      ToneBank.WINDOW * Decimator.FACTOR / 2.0 + Decimator.delay();

  /** Squared amplitude under which nothing counts: -66 dB of full scale. */
  private static final double FLOOR = 2.5e-7;

  /** How far a tone's power must stand above the mean of the noise. */
  private static final double ABOVE_NOISE = 25;

  /** How far below the last tone's power the next may be, before that is forgotten. */
  private static final double BELOW_LAST = 1 / 16.0;

  /** What is kept of the last tone's power after one look: 20 dB go in a second. */
  private static final double FORGET = Math.pow(10, -2.0 * HOP_SAMPLES / AudioChunk.RATE);

  private static final int NOISE_LOOKS = 60;

  /** The longest tone that can be a dash, in looks: one second. */
  private static final int LONGEST = 200;

  /** The shortest that can be a dot, in samples: 15 ms. */
  private static final double SHORTEST = 240;

  /** Looks before the first above the threshold that may still belong to the tone's rise. */
  private static final int RISE = 4;

  private final ToneListener listener;
  private final Decimator decimator = new Decimator();
  private final ToneBank bank = new ToneBank();
  private final float[] block = new float[ToneBank.BLOCK];
  private final double[] heights = new double[RISE + LONGEST + 1];
  private int filled;
  private long taken;
  private long learned;
  private double noise;
  private double last;

  /** Looks in {@link #heights}: those of the rise, and of the tone when one goes on. */
  private int looks;

  private boolean sounding;
  private double first;

  ToneDetector(ToneListener listener) {
    this.listener = listener;
  }

  /** Takes the next sample. */
  void sample(short pcm) {
    taken++;
    if (!decimator.add(pcm / 32768f)) {
      return;
    }
    block[filled++] = decimator.value();
    if (filled == block.length) {
      filled = 0;
      look();
    }
  }

  /** Lets the last tone run out. */
  void end() {
    for (int i = 0; i < 2 * ToneBank.WINDOW * Decimator.FACTOR; i++) {
      sample((short) 0);
    }
  }

  private void look() {
    bank.look(block);
    double now = taken - WINDOW_CENTRE;
    double power = bank.tone();
    double rest = bank.rest();
    boolean tone = power > threshold(rest) && power > ABOVE_NOISE / 2 * rest;
    last = Math.max(last * FORGET, tone ? power : 0);
    double height = Math.sqrt(power);
    if (tone) {
      grow(height, now);
    } else {
      close(height);
      rise(height);
      listener.silence(now);
    }
    if (!tone || rest < noise) {
      learned++;
      noise += (rest - noise) / Math.min(learned, NOISE_LOOKS);
    }
  }

  private double threshold(double rest) {
    // A mean of few looks may be far too low: ask for more at first.
    double margin = 1 + 3 / Math.sqrt(learned + 1.0);
    double beside = learned == 0 ? rest : noise;
    return Math.max(FLOOR, Math.max(ABOVE_NOISE * margin * beside, BELOW_LAST * last));
  }

  private void rise(double height) {
    if (looks == RISE) {
      System.arraycopy(heights, 1, heights, 0, RISE - 1);
      looks--;
    }
    heights[looks++] = height;
  }

  private void grow(double height, double now) {
    if (!sounding) {
      sounding = true;
      first = now - HOP_SAMPLES * looks;
    }
    // One that is too long to be a dash is waited out and dropped when it ends.
    if (looks < heights.length) {
      heights[looks++] = height;
    }
  }

  private void close(double height) {
    if (!sounding) {
      return;
    }
    sounding = false;
    int looked = looks;
    looks = 0;
    if (looked == heights.length) {
      return;
    }
    heights[looked] = height;
    double half = plateau(looked) / 2;
    int rise = 0;
    while (heights[rise] < half) {
      rise++;
    }
    int fall = looked - 1;
    while (heights[fall] < half) {
      fall--;
    }
    double low = rise == 0 ? 0 : heights[rise - 1];
    double start = first + HOP_SAMPLES * (rise - 1 + crossing(low, heights[rise], half));
    double end = first + HOP_SAMPLES * (fall + crossing(heights[fall], heights[fall + 1], half));
    if (end - start >= SHORTEST) {
      listener.tone(start, end);
    }
  }

  /** The mean height of the looks near the highest: the tone's own, without its edges. */
  private double plateau(int looked) {
    double highest = 0;
    for (int i = 0; i < looked; i++) {
      highest = Math.max(highest, heights[i]);
    }
    double sum = 0;
    int count = 0;
    for (int i = 0; i < looked; i++) {
      if (heights[i] >= 0.75 * highest) {
        sum += heights[i];
        count++;
      }
    }
    return sum / count;
  }

  private static double crossing(double from, double to, double level) {
    double share = (level - from) / (to - from);
    return Double.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0.5;
  }
}
