package io.bidiclient.morse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Keys Morse code as audio: a fist that never tires. A word of 50 units (PARIS) sets the speed.
 *
 * @param rate samples a second
 * @param wpm words a minute
 * @param tone hertz
 * @param level peak amplitude of the tone, 1 is full scale
 * @param noise root mean square of the white noise below and between the tones, 1 is full scale
 * @param seed of the noise
 */
public record MorseKeyer(int rate, double wpm, double tone, double level, double noise, long seed) {
  private static final Map<Character, String> CODE =
      Map.ofEntries(
          Map.entry('A', "01"),
          Map.entry('B', "1000"),
          Map.entry('C', "1010"),
          Map.entry('D', "100"),
          Map.entry('E', "0"),
          Map.entry('F', "0010"),
          Map.entry('G', "110"),
          Map.entry('H', "0000"),
          Map.entry('I', "00"),
          Map.entry('J', "0111"),
          Map.entry('K', "101"),
          Map.entry('L', "0100"),
          Map.entry('M', "11"),
          Map.entry('N', "10"),
          Map.entry('O', "111"),
          Map.entry('P', "0110"),
          Map.entry('Q', "1101"),
          Map.entry('R', "010"),
          Map.entry('S', "000"),
          Map.entry('T', "1"),
          Map.entry('U', "001"),
          Map.entry('V', "0001"),
          Map.entry('W', "011"),
          Map.entry('X', "1001"),
          Map.entry('Y', "1011"),
          Map.entry('Z', "1100"),
          Map.entry('0', "11111"),
          Map.entry('1', "01111"),
          Map.entry('2', "00111"),
          Map.entry('3', "00011"),
          Map.entry('4', "00001"),
          Map.entry('5', "00000"),
          Map.entry('6', "10000"),
          Map.entry('7', "11000"),
          Map.entry('8', "11100"),
          Map.entry('9', "11110"),
          Map.entry('.', "010101"),
          Map.entry(',', "110011"),
          Map.entry('?', "001100"),
          Map.entry('\'', "011110"),
          Map.entry('!', "101011"),
          Map.entry('/', "10010"),
          Map.entry('(', "10110"),
          Map.entry(')', "101101"),
          Map.entry(':', "111000"),
          Map.entry('=', "10001"),
          Map.entry('+', "01010"),
          Map.entry('-', "100001"),
          Map.entry('"', "010010"),
          Map.entry('@', "011010"));

  private static final double RISE_SECONDS = 0.004;

  /** A clean tone of 600 Hz at half of full scale and 20 words a minute, at 16 kHz. */
  public static MorseKeyer usual() {
    return new MorseKeyer(16_000, 20, 600, 0.5, 0, 1);
  }

  /** The same with another rate. */
  public MorseKeyer atRate(int value) {
    return new MorseKeyer(value, wpm, tone, level, noise, seed);
  }

  /** The same at another speed. */
  public MorseKeyer atWpm(double value) {
    return new MorseKeyer(rate, value, tone, level, noise, seed);
  }

  /** The same with another tone. */
  public MorseKeyer atTone(double hertz) {
    return new MorseKeyer(rate, wpm, hertz, level, noise, seed);
  }

  /** The same at another peak amplitude. */
  public MorseKeyer atLevel(double value) {
    return new MorseKeyer(rate, wpm, tone, value, noise, seed);
  }

  /** The same with white noise so many decibels below the tone's power, over the whole band. */
  public MorseKeyer withNoise(double snrDb, long noiseSeed) {
    double rms = level / Math.sqrt(2) * Math.pow(10, -snrDb / 20);
    return new MorseKeyer(rate, wpm, tone, level, rms, noiseSeed);
  }

  /** A word and where it lies, in samples: from the start of its first tone to the last's end. */
  public record Word(String text, long start, long end) {}

  /** Audio and its time line. */
  public static final class Keyed {
    private final float[] samples;
    private final List<Word> words;

    Keyed(float[] samples, List<Word> words) {
      this.samples = samples;
      this.words = List.copyOf(words);
    }

    /** The audio, 1 at full scale; noise may go beyond. */
    public float[] samples() {
      return samples;
    }

    /** What was keyed, in order. */
    public List<Word> words() {
      return words;
    }

    /** The words with a space before each, as the emulator's model writes them. */
    public String text() {
      StringBuilder text = new StringBuilder();
      words.forEach(word -> text.append(' ').append(word.text()));
      return text.toString();
    }

    /** The audio as PCM16 LE. */
    public byte[] pcm16() {
      byte[] pcm = new byte[2 * samples.length];
      for (int i = 0; i < samples.length; i++) {
        int value = Math.max(-32_768, Math.min(32_767, Math.round(samples[i] * 32_767)));
        pcm[2 * i] = (byte) value;
        pcm[2 * i + 1] = (byte) (value >> 8);
      }
      return pcm;
    }
  }

  /** Samples of a dot. */
  public double dot() {
    return rate * 1.2 / wpm;
  }

  /** Keys a text, half a second of silence before it and after it. */
  public Keyed key(String text) {
    return key(text, 0.5, 0.5);
  }

  /**
   * Keys a text.
   *
   * @param before seconds of silence before the first tone
   * @param after seconds of silence after the last
   */
  public Keyed key(String text, double before, double after) {
    List<Word> words = new ArrayList<>();
    List<double[]> tones = new ArrayList<>();
    double now = before * rate;
    for (String word : text.trim().toUpperCase(Locale.ROOT).split("\\s+", -1)) {
      double start = now;
      for (int letter = 0; letter < word.length(); letter++) {
        String code = CODE.get(word.charAt(letter));
        for (int element = 0; element < code.length(); element++) {
          double length = (code.charAt(element) == '1' ? 3 : 1) * dot();
          tones.add(new double[] {now, now + length});
          now += length + dot();
        }
        now += 2 * dot();
      }
      now -= 3 * dot();
      words.add(new Word(word, Math.round(start), Math.round(now)));
      now += 7 * dot();
    }
    double end = now - 7 * dot() + after * rate;
    return new Keyed(sound(tones, (int) Math.ceil(end)), words);
  }

  private float[] sound(List<double[]> tones, int length) {
    float[] samples = new float[length];
    for (double[] at : tones) {
      int from = (int) Math.max(0, Math.floor(at[0] - RISE_SECONDS * rate));
      int to = (int) Math.min(length, Math.ceil(at[1] + RISE_SECONDS * rate));
      for (int i = from; i < to; i++) {
        double shape = edge(i - at[0]) * edge(at[1] - i);
        samples[i] += (float) (level * shape * Math.sin(2 * Math.PI * tone * i / rate));
      }
    }
    Random random = new Random(seed);
    for (int i = 0; noise > 0 && i < length; i++) {
      samples[i] += (float) (noise * random.nextGaussian());
    }
    return samples;
  }

  /** A raised cosine that is at half its height at the instant of the key. */
  private double edge(double samples) {
    double t = samples / (RISE_SECONDS * rate);
    if (t <= -0.5) {
      return 0;
    }
    return t >= 0.5 ? 1 : 0.5 + 0.5 * Math.sin(Math.PI * t);
  }
}
