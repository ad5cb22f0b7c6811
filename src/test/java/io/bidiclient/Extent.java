package io.bidiclient;

/**
 * How often a test repeats itself: a sample in the usual build, all of it with {@code
 * -Dbidi.whole=true}. contributing.md lists what is sampled.
 */
public final class Extent {
  private Extent() {}

  /** So many in the usual build, or all that there are. */
  public static int of(int sample, int whole) {
    return Boolean.getBoolean("bidi.whole") ? whole : sample;
  }
}
