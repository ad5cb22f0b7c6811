package io.bidiclient.transcript;

import java.util.Locale;

/** What a time on the input's time line was read from. */
public enum TimestampBasis {
  /** The server's deltas, counted: one is a frame of 80 ms. */
  FRAMES,
  /** The audio that had been sent when the text came: its upper bound, where frames do not hold. */
  ARRIVAL;

  /** The name that programs read. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
