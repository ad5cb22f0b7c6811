package io.bidiclient.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All that a source gave, and how it ended. */
public record Reading(List<Float> samples, Optional<AudioException> failure) {
  /** Reads to the end, one frame at a time or in blocks. */
  public static Reading of(AudioSource source, int blockFrames) {
    List<Float> samples = new ArrayList<>();
    int channels = source.format().channels();
    float[] buffer = new float[blockFrames * channels];
    try {
      for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
        samples.addAll(list(buffer, n * channels));
      }
      return new Reading(samples, Optional.empty());
    } catch (AudioException e) {
      return new Reading(samples, Optional.of(e));
    }
  }

  public static List<Float> floats(double... values) {
    return Arrays.stream(values).mapToObj(v -> (float) v).toList();
  }

  /** The first samples of an array. */
  public static List<Float> list(float[] buffer, int count) {
    List<Float> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(buffer[i]);
    }
    return samples;
  }

  public String message() {
    return failure.map(Throwable::getMessage).orElse("(no failure)");
  }
}
