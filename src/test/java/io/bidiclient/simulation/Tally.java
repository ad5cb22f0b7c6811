package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Sums over runs. */
final class Tally {
  private long samples;
  private long runs;
  private long exact;
  private long failed;
  private long seams;
  private long uncertain;
  private long lost;
  private long doubled;
  private long changed;
  private final List<Holdback.Held> held = new ArrayList<>();

  /** Counts a run. */
  void count(RunLog log, Verdict verdict) {
    samples += log.world().samples();
    runs++;
    exact += verdict.exact() ? 1 : 0;
    failed += verdict.failed() ? 1 : 0;
    seams += log.joints().size();
    uncertain += verdict.seams();
    lost += verdict.lost();
    doubled += verdict.doubled();
    changed += verdict.changed();
    held.addAll(log.held());
  }

  double hours() {
    return samples / (double) AudioChunk.RATE / 3_600;
  }

  long runs() {
    return runs;
  }

  long exact() {
    return exact;
  }

  long failed() {
    return failed;
  }

  /** Places where two sessions were joined. */
  long seams() {
    return seams;
  }

  /** Those of them that the client was not certain of. */
  long uncertain() {
    return uncertain;
  }

  double lostPerThousand() {
    return perThousand(lost);
  }

  double doubledPerThousand() {
    return perThousand(doubled);
  }

  double changedPerThousand() {
    return perThousand(changed);
  }

  /** How many resumes were measured. */
  int resumes() {
    return held.size();
  }

  /** The value that so many of a hundred resumes do not exceed; 0 where none was measured. */
  int percentile(double percent, ToIntFunction<Holdback.Held> of) {
    int[] sorted = held.stream().mapToInt(of).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
  }

  private double perThousand(long words) {
    return seams == 0 ? 0 : 1_000.0 * words / seams;
  }
}
