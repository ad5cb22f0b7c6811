package io.bidiclient.run.metrics;

import java.util.Map;
import java.util.OptionalInt;

/**
 * The figures of a command at one moment.
 *
 * @param inputs that have ended, by how
 * @param running streams that go on
 * @param sent samples that were sent, at 16 kHz, each counted once
 * @param transcribed samples up to which text has come
 * @param lag samples that were sent and not yet transcribed, of the stream that is furthest behind
 * @param words in the transcripts of the inputs that have ended
 * @param sessions that were asked for
 * @param retries sessions of the inputs that have ended that replaced one that broke
 * @param rollovers sessions of those inputs that replaced one that became too old
 * @param warnings by their codes
 * @param millis since the command began
 * @param exit the exit code, once it is known
 */
public record MetricsSnapshot(
    Map<String, Long> inputs,
    long running,
    long sent,
    long transcribed,
    long lag,
    long words,
    long sessions,
    long retries,
    long rollovers,
    Map<String, Long> warnings,
    long millis,
    OptionalInt exit) {
  public MetricsSnapshot {
    inputs = Map.copyOf(inputs);
    warnings = Map.copyOf(warnings);
  }

  /** Inputs that have ended. */
  long ended() {
    return inputs.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those of them whose transcript is not complete. */
  long incomplete() {
    return ended() - inputs.getOrDefault("complete", 0L);
  }

  /** Warnings of all kinds. */
  long warned() {
    return warnings.values().stream().mapToLong(Long::longValue).sum();
  }
}
