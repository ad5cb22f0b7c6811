package io.bidiclient.speech;

import ai.onnxruntime.OrtException;

/** Detects voice in one stream, window by window. */
interface Voice {
  /**
   * How likely the next window holds a voice, from 0 to 1.
   *
   * @param window {@link VoiceDetector#WINDOW} samples from -1 to 1; not kept
   */
  float probability(float[] window) throws OrtException;
}
