package io.bidiclient.speech;

import java.util.Arrays;

/** The audio of the segment that grows, with a little of what was before it. */
final class SegmentBuffer {
  /** What is kept while nobody speaks: words start softly, before the detector is sure. */
  private static final int LEAD = 10 * VoiceDetector.WINDOW;

  private float[] samples = new float[LEAD * 8];
  private int length;

  void add(float[] window) {
    if (length + window.length > samples.length) {
      samples = Arrays.copyOf(samples, samples.length * 2);
    }
    System.arraycopy(window, 0, samples, length, window.length);
    length += window.length;
  }

  /** All samples, in an array of their own. */
  float[] all() {
    return first(length);
  }

  /** The first samples, in an array of their own. */
  float[] first(int count) {
    return Arrays.copyOf(samples, count);
  }

  int length() {
    return length;
  }

  /** Forgets the first samples. */
  void drop(int count) {
    System.arraycopy(samples, count, samples, 0, length - count);
    length -= count;
  }

  /** Forgets all but the lead of a segment to come. */
  void keepLead() {
    drop(Math.max(0, length - LEAD));
  }
}
