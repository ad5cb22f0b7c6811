package io.bidiclient.emulator.config;

/**
 * What an emulator holds at most.
 *
 * @param sessions open at once; others are refused with 503
 * @param messageBytes of the longest message; a longer one ends its session with 1009
 */
public record Caps(int sessions, int messageBytes) {
  /** A thousand sessions, and the 16 MiB that uvicorn takes. */
  public static final Caps DEFAULT = new Caps(1000, 16 << 20);

  /** Rejects what would let nothing in. */
  public Caps {
    if (sessions < 1 || messageBytes < 1) {
      throw new IllegalArgumentException("a cap must be at least 1");
    }
  }
}
