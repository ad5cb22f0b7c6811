package io.bidiclient.speech;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The loaded model, shared by all streams: its 30 MB are in memory once. As many segments are
 * recognised at once as there are processors; the others wait in the order they came.
 */
final class Recognizer implements StreamFactory, AutoCloseable {
  private final VoiceDetector detector;
  private final SpeechDecoder decoder;
  private final TokenTable table;
  private final Semaphore processors =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  private Recognizer(VoiceDetector detector, SpeechDecoder decoder, TokenTable table) {
    this.detector = detector;
    this.decoder = decoder;
    this.table = table;
  }

  /** Loads the model, which takes about a second. */
  static Recognizer load(ModelFiles files) throws IOException, OrtException {
    files.check();
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    TokenTable table = TokenTable.read(files.tokens());
    VoiceDetector detector = VoiceDetector.load(environment, files.voice());
    try {
      return new Recognizer(detector, SpeechDecoder.load(environment, files), table);
    } catch (OrtException e) {
      detector.close();
      throw e;
    }
  }

  @Override
  public StreamRecognizer begin(StreamRecognizer.Listener listener) {
    return new StreamRecognizer(
        detector.begin(), this::decode, table, listener, InstantSource.system());
  }

  @Override
  public void close() throws OrtException {
    decoder.close();
    detector.close();
  }

  private List<Integer> decode(float[] audio, List<Integer> prefix) throws OrtException {
    processors.acquireUninterruptibly();
    try {
      return decoder.decode(audio, prefix);
    } finally {
      processors.release();
    }
  }
}
