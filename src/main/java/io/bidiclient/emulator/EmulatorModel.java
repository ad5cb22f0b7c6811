package io.bidiclient.emulator;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What turns audio into text behind the emulator's front. One model serves many sessions; it is
 * called from several threads, an {@link Utterance} from one.
 */
public interface EmulatorModel {
  /** What it understands, as a clause for a note to people: "reads Morse code, no speech". */
  String about();

  /**
   * Starts to listen.
   *
   * @param ready to be called, from any thread, when text that {@link Utterance#frame} held back
   *     has become available; a model that never holds back ignores it
   */
  Utterance begin(Runnable ready) throws IOException;

  /** The built-in model: International Morse code. */
  static EmulatorModel morse() {
    return new MorseModel();
  }

  /** A model that says recorded text again: the texts of the frames of each utterance. */
  static EmulatorModel replay(List<List<String>> utterances) {
    return new ReplayModel(utterances);
  }

  /**
   * A program: 16 kHz mono s16le on its stdin, text on its stdout.
   *
   * @param command split into words without a shell; quotes hold words together
   * @throws IllegalArgumentException where there is no word, or a quote is not closed
   */
  static EmulatorModel exec(String command) {
    return new ExecModel(CommandWords.of(command));
  }

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
