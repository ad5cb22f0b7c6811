package io.bidiclient.realtime.event;

import java.util.Locale;

/** How a transcript ended. */
public enum RunStatus {
  /** The server said {@code transcription.done} to all the audio. */
  COMPLETE,
  /** The same, but where one session followed another a word may be missing, doubled or changed. */
  UNCERTAIN,
  /** It broke off after words had come. */
  PARTIAL,
  /** It failed before any, or in a way that puts them in doubt. */
  FAILED,
  /** Nobody read on. */
  ABANDONED;

  /** The name that programs read. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
