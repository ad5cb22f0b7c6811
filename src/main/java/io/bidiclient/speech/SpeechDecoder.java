package io.bidiclient.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moonshine Tiny: audio in, token ids out. Two graphs, run greedily as its authors do: the encoder
 * once, the decoder once a token with its keys and values kept. One is shared by all sessions; it
 * may be called from several threads at once.
 *
 * @see <a href="https://arxiv.org/abs/2410.15608">Moonshine: Speech Recognition for Live
 *     Transcription and Voice Commands</a>
 */
final class SpeechDecoder implements Recognition, AutoCloseable {
  /** Less audio than this is filled up with silence. */
  private static final int SHORTEST = VoiceDetector.RATE;

  /** Its authors' bound: nobody says more tokens a second. */
  private static final double TOKENS_A_SECOND = 6.5;

  private static final int LAYERS = 6;
  private static final long[] NO_CACHE = {0, 8, 1, 36};

  private final OrtEnvironment environment;
  private final OrtSession encoder;
  private final OrtSession decoder;

  private SpeechDecoder(OrtEnvironment environment, OrtSession encoder, OrtSession decoder) {
    this.environment = environment;
    this.encoder = encoder;
    this.decoder = decoder;
  }

  static SpeechDecoder load(OrtEnvironment environment, ModelFiles files) throws OrtException {
    try (OrtSession.SessionOptions options = Threads.one()) {
      OrtSession encoder = environment.createSession(files.encoder().toString(), options);
      try {
        String decoder = files.decoder().toString();
        return new SpeechDecoder(environment, encoder, environment.createSession(decoder, options));
      } catch (OrtException e) {
        encoder.close();
        throw e;
      }
    }
  }

  @Override
  public List<Integer> decode(float[] audio, List<Integer> prefix) throws OrtException {
    float[] padded = audio.length < SHORTEST ? Arrays.copyOf(audio, SHORTEST) : audio;
    int most = (int) Math.ceil(audio.length / (double) VoiceDetector.RATE * TOKENS_A_SECOND) + 4;
    try (OnnxTensor samples =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(padded), new long[] {1, padded.length});
        OrtSession.Result encoded = encoder.run(Map.of("input_values", samples))) {
      return generate((OnnxTensor) encoded.get(0), prefix, most);
    }
  }

  @Override
  public void close() throws OrtException {
    encoder.close();
    decoder.close();
  }

  private List<Integer> generate(OnnxTensor heard, List<Integer> prefix, int most)
      throws OrtException {
    List<Integer> tokens = new ArrayList<>(prefix);
    try (Cache cache = new Cache(environment)) {
      int next = cache.first(heard, prefix);
      while (next != TokenTable.END && tokens.size() < most) {
        tokens.add(next);
        int repeated = LoopGuard.repeated(tokens);
        if (repeated > 0) {
          return List.copyOf(tokens.subList(0, Math.max(prefix.size(), tokens.size() - repeated)));
        }
        next = cache.next(heard, next);
      }
    }
    return List.copyOf(tokens);
  }

  /** What the decoder keeps between tokens. */
  private final class Cache implements AutoCloseable {
    private final Map<String, OnnxTensor> past = new HashMap<>();
    private final List<AutoCloseable> owned = new ArrayList<>();

    Cache(OrtEnvironment environment) throws OrtException {
      for (int layer = 0; layer < LAYERS; layer++) {
        for (String part :
            List.of("decoder.key", "decoder.value", "encoder.key", "encoder.value")) {
          OnnxTensor empty =
              OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), NO_CACHE);
          owned.add(empty);
          past.put("past_key_values." + layer + "." + part, empty);
        }
      }
    }

    int first(OnnxTensor heard, List<Integer> prefix) throws OrtException {
      long[] ids = new long[prefix.size() + 1];
      ids[0] = TokenTable.START;
      for (int i = 0; i < prefix.size(); i++) {
        ids[i + 1] = prefix.get(i);
      }
      return step(heard, ids, false);
    }

    int next(OnnxTensor heard, int token) throws OrtException {
      return step(heard, new long[] {token}, true);
    }

    private int step(OnnxTensor heard, long[] ids, boolean cached) throws OrtException {
      Map<String, OnnxTensor> inputs = new HashMap<>(past);
      OrtSession.Result result;
      try (OnnxTensor input =
              OnnxTensor.createTensor(
                  environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
          OnnxTensor branch = OnnxTensor.createTensor(environment, new boolean[] {cached})) {
        inputs.put("input_ids", input);
        inputs.put("encoder_hidden_states", heard);
        inputs.put("use_cache_branch", branch);
        result = decoder.run(inputs);
      }
      owned.add(result);
      for (Map.Entry<String, OnnxValue> output : result) {
        // The encoder's keys and values come once: the cached branch gives none.
        boolean kept = cached && output.getKey().contains(".encoder.");
        if (output.getKey().startsWith("present.") && !kept) {
          String name = output.getKey().replace("present.", "past_key_values.");
          past.put(name, (OnnxTensor) output.getValue());
        }
      }
      return argMax(((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer(), ids.length);
    }

    private int argMax(FloatBuffer logits, int positions) {
      int size = logits.remaining() / positions;
      int first = size * (positions - 1);
      int best = 0;
      for (int i = 1; i < size; i++) {
        if (logits.get(first + i) > logits.get(first + best)) {
          best = i;
        }
      }
      return best;
    }

    @Override
    public void close() {
      for (AutoCloseable each : owned) {
        try {
          each.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
