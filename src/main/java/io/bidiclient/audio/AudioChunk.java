package io.bidiclient.audio;

/**
 * A piece of audio ready to be sent: 16 kHz mono PCM16, little-endian. Immutable by agreement: the
 * array is handed over and never written again.
 */
public final class AudioChunk {
  /** Samples a second of every chunk. */
  public static final int RATE = 16_000;

  /** The level of silence, in dBFS: what {@link #levelDbfs} never goes below. */
  public static final double SILENCE_DBFS = -120;

  /** Samples of a frame, whose level is measured by itself: 20 ms. */
  public static final int LEVEL_FRAME = RATE / 50;

  /** The square of a sample at full scale. */
  private static final double FULL_SCALE = 32_768.0 * 32_768.0;

  private final long start;
  private final byte[] pcm;

  /** Measured when first asked for; two threads that ask at once measure the same. */
  private Levels levels;

  /** How loud it is: the whole in dBFS, each frame in whole dB below full scale. */
  private static final class Levels {
    private final double whole;
    private final byte[] frames;

    Levels(double whole, byte[] frames) {
      this.whole = whole;
      this.frames = frames;
    }
  }

  /**
   * A chunk.
   *
   * @param start index of its first sample on the input's own time line, at 16 kHz
   * @param pcm two bytes a sample; at least one sample
   */
  public AudioChunk(long start, byte[] pcm) {
    if (pcm.length == 0 || pcm.length % 2 != 0) {
      throw new IllegalArgumentException("a chunk is whole samples, not " + pcm.length + " bytes");
    }
    this.start = start;
    this.pcm = pcm;
  }

  /** Index of the first sample on the input's time line. */
  public long start() {
    return start;
  }

  /** Index after the last sample on the input's time line. */
  public long end() {
    return start + samples();
  }

  /** How many samples it holds. */
  public int samples() {
    return pcm.length / 2;
  }

  /** The bytes; not to be changed. */
  public byte[] pcm() {
    return pcm;
  }

  /**
   * Its root mean square in decibels, 0 at a square wave of full scale (a sine of full scale is at
   * −3.01) and {@link #SILENCE_DBFS} at digital silence.
   */
  public double levelDbfs() {
    return levels().whole;
  }

  /** Frames whose level is measured: whole ones, the last with what is left, or a single one. */
  public int levelFrames() {
    return Math.max(1, samples() / LEVEL_FRAME);
  }

  /** The level of a frame, in whole dB below full scale: 0 is the loudest, 120 is silence. */
  public int belowFullScale(int frame) {
    return levels().frames[frame];
  }

  private Levels levels() {
    Levels known = levels;
    if (known == null) {
      known = measured();
      levels = known;
    }
    return known;
  }

  private Levels measured() {
    byte[] frames = new byte[levelFrames()];
    SquareSum squares = new SquareSum(pcm, 2 * LEVEL_FRAME);
    long whole = 0;
    for (int frame = 0; frame < frames.length; frame++) {
      int from = frame * LEVEL_FRAME;
      int to = frame == frames.length - 1 ? samples() : from + LEVEL_FRAME;
      long power = squares.of(from, to);
      frames[frame] = (byte) Math.round(-dbfs(power, to - from));
      whole += power;
    }
    return new Levels(dbfs(whole, samples()), frames);
  }

  private static double dbfs(long power, int samples) {
    return Math.max(SILENCE_DBFS, 10 * Math.log10(power / FULL_SCALE / samples));
  }
}
