package io.bidiclient.transcript;

import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.session.Outcome;
import java.util.Locale;

/** How a transcript ended. */
public enum Status {
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

  /**
   * How a run ended.
   *
   * @param cut whether the person ended it before its audio did
   */
  public static Status of(Result result, boolean cut) {
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Failed) {
      return FAILED;
    }
    if (outcome instanceof Outcome.Abandoned) {
      return ABANDONED;
    }
    if (result.input().isPresent() || cut || outcome instanceof Outcome.Partial) {
      return PARTIAL;
    }
    return outcome instanceof Outcome.Uncertain ? UNCERTAIN : COMPLETE;
  }

  /** The name that programs read. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
