package io.bidiclient.speech;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The loaded model, shared by all streams: its 30 MB are in memory once. As many segments are
 * recognised at once as there are processors; the others wait in the order they came.
 */
final class Recognizer implements StreamFactory, AutoCloseable {
  private final VoiceDetector detector;
  private final SpeechDecoder decoder;
  private final TokenTable table;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
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
    Voice voice = detector.begin();
    return new StreamRecognizer(
        window -> probability(voice, window),
        this::decode,
        table,
        listener,
        InstantSource.system());
  }

  /** Waits for what is being recognised; from now on everybody who asks for more waits. */
  @Override
  public void close() throws OrtException {
    // Graphs that are closed while they run take the process down.
    use.writeLock().lock();
    decoder.close();
    detector.close();
  }

  private float probability(Voice voice, float[] window) throws OrtException {
    use.readLock().lock();
    try {
      return voice.probability(window);
    } finally {
      use.readLock().unlock();
    }
  }

  private List<Integer> decode(float[] audio, List<Integer> prefix) throws OrtException {
    processors.acquireUninterruptibly();
    use.readLock().lock();
    try {
      return decoder.decode(audio, prefix);
    } finally {
      use.readLock().unlock();
      processors.release();
    }
  }
}
