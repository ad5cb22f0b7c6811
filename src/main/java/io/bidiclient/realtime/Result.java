package io.bidiclient.realtime;

import io.bidiclient.audio.AudioException;
import java.util.Optional;

/**
 * What became of one input.
 *
 * @param outcome how its transcription ended
 * @param input what was wrong with the audio, if anything was; what could be read was transcribed
 * @param delivery proof of what was delivered
 */
public record Result(Outcome outcome, Optional<AudioException> input, Delivery delivery) {
  /**
   * What went over the wire.
   *
   * @param read samples read from the input, at 16 kHz
   * @param sent samples sent, each counted once however often it was sent
   * @param sha256 of what was sent, each byte counted once, in hexadecimal
   * @param frames deltas that came, over all sessions
   * @param sessions sessions that were asked for
   * @param retries sessions that replaced one that broke
   */
  public record Delivery(
      long read, long sent, String sha256, long frames, int sessions, int retries) {
    /** Nothing was sent; the digest is that of no bytes. */
    public static final Delivery NONE =
        new Delivery(
            0, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0, 0, 0);
  }
}
