package io.bidiclient.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Measures how long the first new words of a session that replaces another are held back: from the
 * delta that brings the first of them to the text that is printed next. Owned by the simulation's
 * thread.
 */
final class Holdback {
  private static final int SAMPLES_A_MS = 16;

  private final World world;
  private final List<Held> all = new ArrayList<>();
  private int connection;
  private boolean waiting;
  private int before = -1;
  private int reached = -1;
  private int furthest = -1;
  private int firstNew = -1;

  /**
   * One resume.
   *
   * @param words new words that had come in deltas before the one with which the first was printed
   * @param ms audio between the first of them and the last that had come by then, in milliseconds
   */
  record Held(int words, int ms) {}

  Holdback(World world) {
    this.world = world;
  }

  /** The input is begun again from its start: nothing that came before counts. */
  void beginAgain() {
    reached = -1;
    furthest = -1;
    firstNew = -1;
    waiting = false;
  }

  /**
   * A delta comes.
   *
   * @param by the number of its connection
   * @param word the last word of the world that it or one before it names
   * @param alone whether no other connection is open, so that text can only wait for certainty
   */
  void delivered(int by, int word, BooleanSupplier alone) {
    if (by != connection) {
      connection = by;
      furthest = Math.max(furthest, reached);
      waiting = furthest >= 0;
      firstNew = -1;
    }
    before = reached;
    reached = word;
    if (waiting && word > furthest && alone.getAsBoolean()) {
      firstNew = furthest + 1;
      before = furthest;
      waiting = false;
    }
  }

  /** Text is printed. */
  void printed() {
    if (firstNew >= 0) {
      int words = before - furthest;
      all.add(new Held(words, words == 0 ? 0 : ms(firstNew, reached)));
      firstNew = -1;
    }
  }

  /** The resumes that were measured, in order. */
  List<Held> all() {
    return List.copyOf(all);
  }

  private int ms(int from, int to) {
    return (int) ((world.words().get(to).end() - world.words().get(from).end()) / SAMPLES_A_MS);
  }
}
