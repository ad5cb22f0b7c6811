package io.bidiclient.emulator.morse;

import java.util.function.Consumer;

/**
 * Tones and gaps to words. The speed is not known beforehand and may change: at each silence the
 * likeliest speed decides, unless another that is nearly as likely would read something else; then
 * the word is held until more is heard or the silence has become long at that speed too.
 */
final class MorseReader implements ToneListener {
  /** Gaps and tones under this many dots are the shorter of 1 and 3: the geometric mean. */
  private static final double SHORT = Math.sqrt(3);

  /** Gaps over this many dots end a word: the geometric mean of 3 and 7. */
  private static final double WORD = Math.sqrt(21);

  /** Silence of so many dots is a word's end for certain, even where the speed is not. */
  private static final double CERTAIN = 8;

  /** A speed with this much more cost than the best is not thought of. */
  private static final double THINKABLE = 4;

  /** Tones after which a word is broken off: no keying, or an endless one. */
  private static final int MOST_TONES = 240;

  /** How far an end may be read too late, in samples: not to miss a frame by a hair. */
  private static final long EDGE = 32;

  private final Consumer<MorseWord> words;
  private final SpeedEstimator belief = new SpeedEstimator();
  private final double[] starts = new double[MOST_TONES];
  private final double[] ends = new double[MOST_TONES];
  private int tones;

  MorseReader(Consumer<MorseWord> words) {
    this.words = words;
  }

  @Override
  public void tone(double start, double end) {
    if (tones == MOST_TONES) {
      end();
    }
    if (tones > 0) {
      belief.gap(start - ends[tones - 1]);
    }
    belief.tone(end - start);
    starts[tones] = start;
    ends[tones] = end;
    tones++;
    read(end);
  }

  @Override
  public void silence(double now) {
    if (tones > 0) {
      read(now);
    }
  }

  /** Reads what is left, with the speed as it seems now. */
  void end() {
    while (tones > 0) {
      int speed = belief.best();
      take(wordEnd(speed, Double.POSITIVE_INFINITY), speed);
    }
  }

  private void read(double now) {
    while (tones > 0) {
      int best = likeliest(now);
      int count = wordEnd(best, now);
      if (count == 0 || doubtful(best, count, now)) {
        return;
      }
      take(count, best);
    }
  }

  /** The likeliest speed when the silence since the last tone is weighed too. */
  private int likeliest(double now) {
    int best = 0;
    for (int s = 1; s < SpeedEstimator.SPEEDS; s++) {
      if (cost(s, now) < cost(best, now)) {
        best = s;
      }
    }
    return best;
  }

  private double cost(int speed, double now) {
    double silence = now - ends[tones - 1];
    boolean pause = silence > 7 * SpeedEstimator.dot(speed);
    return belief.cost(speed) + (pause ? SpeedEstimator.gapCost(silence, speed) : 0);
  }

  private boolean doubtful(int best, int count, double now) {
    double limit = cost(best, now) + THINKABLE;
    String reading = null;
    for (int s = 0; s < SpeedEstimator.SPEEDS; s++) {
      if (s == best || cost(s, now) > limit || waitedOut(s, now)) {
        continue;
      }
      if (wordEnd(s, now) != count) {
        return true;
      }
      if (reading == null) {
        reading = text(count, best);
      }
      if (!text(count, s).equals(reading)) {
        return true;
      }
    }
    return false;
  }

  private boolean waitedOut(int speed, double now) {
    return now - ends[tones - 1] > CERTAIN * SpeedEstimator.dot(speed);
  }

  /** How many tones the first word has at a speed; 0 while it may go on. */
  private int wordEnd(int speed, double now) {
    double gap = WORD * SpeedEstimator.dot(speed);
    for (int i = 1; i < tones; i++) {
      if (starts[i] - ends[i - 1] > gap) {
        return i;
      }
    }
    return now - ends[tones - 1] > gap ? tones : 0;
  }

  private void take(int count, int speed) {
    words.accept(new MorseWord(text(count, speed), (long) ends[count - 1] - EDGE));
    belief.forgetWord();
    weigh(count);
    belief.settle();
    tones -= count;
    System.arraycopy(starts, count, starts, 0, tones);
    System.arraycopy(ends, count, ends, 0, tones);
    weigh(tones);
  }

  /** Weighs the first tones and the gaps between them. */
  private void weigh(int count) {
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        belief.gap(starts[i] - ends[i - 1]);
      }
      belief.tone(ends[i] - starts[i]);
    }
  }

  private String text(int count, int speed) {
    double dot = SpeedEstimator.dot(speed);
    StringBuilder text = new StringBuilder();
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < count; i++) {
      if (i > 0 && starts[i] - ends[i - 1] > SHORT * dot) {
        text.append(MorseCode.letter(pattern.toString()));
        pattern.setLength(0);
      }
      pattern.append(ends[i] - starts[i] > SHORT * dot ? '-' : '.');
    }
    return text.append(MorseCode.letter(pattern.toString())).toString();
  }
}
