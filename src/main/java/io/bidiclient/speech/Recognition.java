package io.bidiclient.speech;

import ai.onnxruntime.OrtException;
import java.util.List;

/** Makes tokens of audio; called from several threads. */
interface Recognition {
  /**
   * Recognises one segment.
   *
   * @param audio samples from -1 to 1 at 16 kHz
   * @param prefix tokens that are certain: the answer starts with them
   * @return all tokens, without those that start and end a decoding
   */
  List<Integer> decode(float[] audio, List<Integer> prefix) throws OrtException;
}
