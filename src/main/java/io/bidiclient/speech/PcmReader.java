package io.bidiclient.speech;

import ai.onnxruntime.OrtException;

/** Cuts bytes of s16le into samples, wherever the pieces were cut; for one thread. */
final class PcmReader {
  private final StreamRecognizer recognizer;
  private int low = -1;
  private long samples;

  PcmReader(StreamRecognizer recognizer) {
    this.recognizer = recognizer;
  }

  void hear(byte[] pcm, int length) throws OrtException {
    for (int i = 0; i < length; i++) {
      if (low < 0) {
        low = pcm[i] & 0xff;
      } else {
        recognizer.hear((short) (low | (pcm[i] << 8)) / 32_768f);
        low = -1;
        samples++;
      }
    }
  }

  /** Whole samples so far. */
  long samples() {
    return samples;
  }
}
