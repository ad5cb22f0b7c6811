package io.bidiclient.realtime.timing;

import java.util.Arrays;

/**
 * Levels in order of size, kept so while they come and go: what a share of them does not exceed can
 * be read off at once. Owned by one thread.
 */
final class SortedLevels {
  private double[] levels = new double[1_024];
  private int size;

  /** Adds a level. */
  void add(double level) {
    if (size == levels.length) {
      levels = Arrays.copyOf(levels, 2 * size);
    }
    int at = place(level);
    System.arraycopy(levels, at, levels, at + 1, size - at);
    levels[at] = level;
    size++;
  }

  /**
   * Removes a level once.
   *
   * @throws IllegalArgumentException where it was not added
   */
  void remove(double level) {
    int at = Arrays.binarySearch(levels, 0, size, level);
    if (at < 0) {
      throw new IllegalArgumentException(level + " dBFS was not added");
    }
    size--;
    System.arraycopy(levels, at + 1, levels, at, size - at);
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** The level that so many others do not exceed. */
  double get(int index) {
    return levels[index];
  }

  private int place(double level) {
    int at = Arrays.binarySearch(levels, 0, size, level);
    return at < 0 ? -at - 1 : at;
  }
}
