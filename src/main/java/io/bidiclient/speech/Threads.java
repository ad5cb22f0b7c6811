package io.bidiclient.speech;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/** How the graphs use the processor: each run on its caller's thread, and nobody spins. */
final class Threads {
  private Threads() {}

  static SessionOptions one() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }
}
