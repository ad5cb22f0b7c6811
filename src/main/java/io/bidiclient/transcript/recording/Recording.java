package io.bidiclient.transcript.recording;

import io.bidiclient.transcript.Target;

/**
 * What stands at the head of a recording.
 *
 * @param input what the input was called
 * @param target where it was streamed to
 * @param paced whether the audio was sent as it was spoken
 */
public record Recording(String input, Target target, boolean paced) {
  /** The version of the files that are written and read. */
  static final int VERSION = 1;
}
