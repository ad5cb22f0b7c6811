package io.bidiclient.api;

import java.time.Duration;

/**
 * What became of a run.
 *
 * @param status how far its transcript can be relied on
 * @param text the transcript so far, to the letter
 * @param words words in it
 * @param audio audio that was sent, counted once however often it was sent
 * @param sha256 of what was sent, 16 kHz PCM16, in hexadecimal
 * @param sessions sessions that were asked for
 */
public record TranscriberResult(
    Status status, String text, long words, Duration audio, String sha256, int sessions) {
  /** How far a transcript can be relied on. */
  public enum Status {
    /** The server has confirmed the whole of the audio. */
    COMPLETE,
    /** So it has, but where one session followed another a word may be wrong. */
    UNCERTAIN,
    /** {@link TranscriberRun#finish} cut the audio; what was sent by then is transcribed. */
    FINISHED,
    /** It broke off after some words. */
    PARTIAL,
    /** It failed before any, or in a way that puts them in doubt. */
    FAILED
  }
}
