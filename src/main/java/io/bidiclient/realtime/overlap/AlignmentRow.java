package io.bidiclient.realtime.overlap;

import java.util.Arrays;

/**
 * The best ways to align the tokens said so far with each number of the printed ones: what each
 * costs and where it starts. Only a stretch of the cells is set; what lies outside costs too much
 * to be the best. The values lie in arrays that are used again for later tokens, because there is
 * one of them for each pair of a printed and a said token. Owned by one thread.
 */
final class AlignmentRow {
  private final double[] costs;
  private final double[] evidence;
  private final int[] firsts;
  private final int[] marks;
  private int from;
  private int to;

  /** A row with room for so many cells, none of which is set. */
  AlignmentRow(int cells) {
    this(new double[cells], new double[cells], new int[cells], new int[cells]);
  }

  private AlignmentRow(double[] costs, double[] evidence, int[] firsts, int[] marks) {
    this.costs = costs;
    this.evidence = evidence;
    this.firsts = firsts;
    this.marks = marks;
  }

  /** The same with room for twice as many cells. */
  AlignmentRow longer() {
    int cells = 2 * costs.length;
    AlignmentRow longer =
        new AlignmentRow(
            Arrays.copyOf(costs, cells),
            Arrays.copyOf(evidence, cells),
            Arrays.copyOf(firsts, cells),
            Arrays.copyOf(marks, cells));
    longer.from = from;
    longer.to = to;
    return longer;
  }

  /** No cell is set; the first that will be is the given one, and each is next to the last. */
  void clear(int first) {
    from = first;
    to = first;
  }

  /** The first cell that is set. */
  int from() {
    return from;
  }

  /** The cell behind the last that is set. */
  int to() {
    return to;
  }

  /** Forgets the cells at both ends that cost more. */
  void limit(double most) {
    while (from < to && costs[from] > most) {
      from++;
    }
    while (from < to && costs[to - 1] > most) {
      to--;
    }
  }

  /** How many cells it has. */
  int size() {
    return costs.length;
  }

  /** A way that starts at a number of printed tokens, and has not gone further. */
  void start(int cell, double cost, int mark) {
    to = cell + 1;
    costs[cell] = cost;
    evidence[cell] = 0;
    firsts[cell] = cell;
    marks[cell] = mark;
  }

  /**
   * A way that goes on from another.
   *
   * @param other the row of that one
   * @param at its place there
   * @param more what the step costs
   * @param agreed how unlikely it is that what agrees in the step does so by chance
   */
  void step(int cell, AlignmentRow other, int at, double more, double agreed) {
    to = cell + 1;
    costs[cell] = other.cost(at) + more;
    evidence[cell] = other.evidence[at] + agreed;
    firsts[cell] = other.firsts[at];
    marks[cell] = other.marks[at];
  }

  /** So many tokens had been said where a way passes here. */
  void mark(int cell, int tokens) {
    marks[cell] = tokens;
  }

  /** What a way costs in all; infinitely much where none is set. */
  double cost(int cell) {
    return cell >= from && cell < to ? costs[cell] : Double.POSITIVE_INFINITY;
  }

  /** How unlikely the words that agree are to do so by chance. */
  double evidence(int cell) {
    return evidence[cell];
  }

  /** The first printed token that is said again. */
  int first(int cell) {
    return firsts[cell];
  }

  /** Tokens that had been said where it was marked; negative where it does not pass there. */
  int mark(int cell) {
    return marks[cell];
  }
}
