package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A stretch without sound between two with: where speech can be cut without cutting a word.
 *
 * @param start its first sample
 * @param end the sample after its last
 * @param chunks how many chunks it is long
 */
record SilenceDetector(long start, long end, int chunks) {
  /** Quiet and loud parts must differ by so much, in dB, for there to be pauses at all. */
  private static final double LEAST_RANGE = 8;

  /** Where between the quietest and the loudest the line is drawn. */
  private static final double LINE = 0.4;

  private static final double QUIETEST = 0.05;
  private static final double LOUDEST = 0.95;

  /** Below this, in dBFS, nobody speaks, however quiet the rest is. */
  private static final double SILENCE = -60;

  /** A pause shorter than this, in chunks, may be inside a word. */
  static final int SHORTEST = 3;

  /** A pause longer than this, in chunks, is long enough to cut at whatever the others are. */
  private static final int LONG = 13;

  /** A pause to cut at is at least so much of the longest one around. */
  private static final double SHARE = 0.5;

  /** Samples in which pauses are compared: half a minute. */
  private static final long AROUND = 30L * AudioChunk.RATE;

  /** Whether a pause that is long, as pauses go here, has lasted up to the sample. */
  static boolean isCutAt(long sample, ReplayBuffer tape) {
    List<SilenceDetector> pauses = in(tape.between(sample - AROUND, sample));
    if (pauses.isEmpty() || pauses.get(pauses.size() - 1).end() != sample) {
      return false;
    }
    int longest = pauses.stream().mapToInt(SilenceDetector::chunks).max().getAsInt();
    int wanted = (int) Math.ceil(SHARE * Math.min(longest, LONG));
    return pauses.get(pauses.size() - 1).chunks() >= Math.max(SHORTEST, wanted);
  }

  /** The pauses in a stretch of audio, in order; also those at its very ends. */
  static List<SilenceDetector> in(Collection<AudioChunk> chunks) {
    double line = line(chunks);
    List<SilenceDetector> pauses = new ArrayList<>();
    SilenceDetector open = null;
    for (AudioChunk chunk : chunks) {
      if (chunk.levelDbfs() > line) {
        open = null;
        continue;
      }
      if (open == null) {
        open = new SilenceDetector(chunk.start(), chunk.end(), 1);
        pauses.add(open);
      } else {
        open = new SilenceDetector(open.start, chunk.end(), open.chunks + 1);
        pauses.set(pauses.size() - 1, open);
      }
    }
    return pauses;
  }

  /** A level between quiet and loud; below everything where the two cannot be told apart. */
  private static double line(Collection<AudioChunk> chunks) {
    double[] levels = chunks.stream().mapToDouble(AudioChunk::levelDbfs).sorted().toArray();
    if (levels.length == 0) {
      return SILENCE;
    }
    double quiet = Math.max(levels[(int) (QUIETEST * (levels.length - 1))], SILENCE);
    double loud = levels[(int) Math.ceil(LOUDEST * (levels.length - 1))];
    return loud - quiet < LEAST_RANGE ? SILENCE : quiet + LINE * (loud - quiet);
  }
}
