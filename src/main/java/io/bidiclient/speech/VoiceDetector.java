package io.bidiclient.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * Silero VAD, version 5: how likely a window of audio holds a voice. The graph is shared; each
 * stream has its own state and is used by one thread.
 *
 * @see <a href="https://github.com/snakers4/silero-vad">Silero VAD</a>
 */
final class VoiceDetector implements AutoCloseable {
  /** Samples a second, in all of the models. */
  static final int RATE = 16_000;

  /** Samples in a window at 16 kHz: 32 ms. */
  static final int WINDOW = 512;

  /** Samples of the window before that the graph wants to see again. */
  private static final int CONTEXT = 64;

  private final OrtEnvironment environment;
  private final OrtSession graph;
  private final OnnxTensor rate;

  private VoiceDetector(OrtEnvironment environment, OrtSession graph, OnnxTensor rate) {
    this.environment = environment;
    this.graph = graph;
    this.rate = rate;
  }

  static VoiceDetector load(OrtEnvironment environment, Path file) throws OrtException {
    try (OrtSession.SessionOptions options = Threads.one()) {
      OrtSession graph = environment.createSession(file.toString(), options);
      OnnxTensor rate = OnnxTensor.createTensor(environment, (long) RATE);
      return new VoiceDetector(environment, graph, rate);
    }
  }

  /** A stream just begun. */
  Voice begin() {
    return new Stream();
  }

  @Override
  public void close() throws OrtException {
    rate.close();
    graph.close();
  }

  private final class Stream implements Voice {
    private float[] state = new float[2 * 128];
    private final float[] input = new float[CONTEXT + WINDOW];

    @Override
    public float probability(float[] window) throws OrtException {
      System.arraycopy(window, 0, input, CONTEXT, WINDOW);
      try (OnnxTensor samples = tensor(input, 1, input.length);
          OnnxTensor before = tensor(state, 2, 1, 128);
          OrtSession.Result result =
              graph.run(Map.of("input", samples, "state", before, "sr", rate))) {
        state = floats(result, 1);
        System.arraycopy(input, WINDOW, input, 0, CONTEXT);
        return floats(result, 0)[0];
      }
    }

    private OnnxTensor tensor(float[] values, long... shape) throws OrtException {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    }

    private float[] floats(OrtSession.Result result, int index) {
      FloatBuffer values = ((OnnxTensor) result.get(index)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }
}
