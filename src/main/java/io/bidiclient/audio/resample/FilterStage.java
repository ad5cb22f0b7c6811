package io.bidiclient.audio.resample;

/** One filter of a {@link FilterChain}. Owned by one thread. */
interface FilterStage {
  /** The most samples that so many give. */
  int room(int count);

  /** Takes samples and returns how many it wrote to the start of {@code out}. */
  int process(float[] in, int count, float[] out);
}
