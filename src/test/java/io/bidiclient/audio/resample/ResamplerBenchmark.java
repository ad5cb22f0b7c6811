package io.bidiclient.audio.resample;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds that the resampler takes for a minute of noise; scripts/bench runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResamplerBenchmark {
  private static final int BLOCK = 4_096;
  private static final int SECONDS = 60;

  /** Rate that is brought to 16 kHz. */
  @Param({"8000", "44100", "48000", "96000", "192000"})
  public int rate;

  private final float[] in = new float[BLOCK];
  private Resampler resampler;
  private float[] out;

  /** Noise of half scale. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    for (int i = 0; i < BLOCK; i++) {
      in[i] = random.nextFloat() - 0.5f;
    }
    resampler = new Resampler(rate);
    out = new float[resampler.room(BLOCK)];
  }

  /** Whole blocks, as they come from a file. */
  @Benchmark
  public float minute() {
    for (int block = 0; block < rate * SECONDS / BLOCK; block++) {
      resampler.process(in, BLOCK, out, 0);
    }
    return out[0];
  }
}
