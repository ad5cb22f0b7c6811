package io.bidiclient.emulator.model;

import java.io.IOException;
import java.util.Optional;

/**
 * What turns audio into text behind the emulator's front. One model serves many sessions; it is
 * called from several threads, an {@link Utterance} from one. The emulator that it is given to
 * closes it.
 */
public interface EmulatorModel extends AutoCloseable {
  /** What it understands, as a clause for a note to people: "reads Morse code, no speech". */
  String about();

  /**
   * Starts to listen.
   *
   * @param ready to be called, from any thread, when text that {@link Utterance#frame} held back
   *     has become available; a model that never holds back ignores it
   */
  Utterance begin(Runnable ready) throws IOException;

  /** Lets go of what all utterances share, which most models have nothing of. */
  @Override
  default void close() {}

  /**
   * One stretch of audio from its start to its final commit. The frame clock calls {@link #hear}
   * and {@link #frame} in turn, so that frame i is asked for when exactly 9000 + 1280 (i − 1)
   * samples were heard, however the audio was cut into messages; after {@link #end} the remaining
   * frames are asked for without more audio.
   */
  interface Utterance extends AutoCloseable {
    /**
     * Takes audio: 16 kHz mono PCM16 LE, whole samples. The array is not to be kept.
     *
     * @param length in bytes
     */
    void hear(byte[] pcm, int offset, int length) throws IOException;

    /** No more audio will come. */
    void end() throws IOException;

    /** The text of the next frame, most often empty; absent while the model is not yet so far. */
    Optional<String> frame() throws IOException;

    /** Lets go of what it holds; the utterance may be in its middle. */
    @Override
    void close();
  }
}
