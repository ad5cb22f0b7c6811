package io.bidiclient.realtime.overlap;

import java.util.ArrayList;
import java.util.List;

/**
 * The same alignment as {@link OverlapAligner}'s, written down as its recursion is, with nothing
 * left out: what that one must come to, to the last bit.
 */
final class PlainAligner {
  private final List<OverlapToken> printed;
  private final boolean openEnd;
  private final TokenRarity known;

  /** How many of the printed tokens cannot be replaced. */
  private final int firm;

  private final List<OverlapToken> said = new ArrayList<>();
  private final List<Double> rarities = new ArrayList<>();

  /** The ways in which the printed text is used up, by how many tokens were said by then. */
  private final List<Cell> ends = new ArrayList<>();

  /** The cells of the newest three numbers of tokens said, newest first. */
  private Cell[] row;

  private Cell[] before = new Cell[0];

  /** What it costs that all tokens up to each are new, that one included. */
  private final List<Double> sums = new ArrayList<>();

  /**
   * An alignment before anything was said.
   *
   * @param printed the last tokens that were printed
   * @param openEnd whether the last of them may be the beginning of a word only
   * @param startCosts for each of the printed tokens, and for the end, what it costs that it is the
   *     first one to be said again
   * @param replaceable how many of the last tokens were not in fact printed, and give way to what
   *     is said in their place
   */
  PlainAligner(List<OverlapToken> printed, boolean openEnd, double[] startCosts, int replaceable) {
    this.printed = List.copyOf(printed);
    this.openEnd = openEnd;
    this.known = new TokenRarity(this.printed);
    this.firm = printed.size() - replaceable;
    this.row = new Cell[printed.size() + 1];
    for (int i = 0; i < row.length; i++) {
      row[i] = new Cell(startCosts[i], startCosts[i], 0, i, i == firm ? 0 : -1);
    }
    ends.add(row[printed.size()]);
  }

  /**
   * One way to align: up to one printed and one said token.
   *
   * @param cost of all of it
   * @param start the part of the cost that its start has
   * @param evidence how unlikely the words that agree are to do so by chance
   * @param first the first printed token that is said again
   * @param mark tokens that had been said where the replaceable printed ones begin; negative where
   *     the alignment does not pass there
   */
  private record Cell(double cost, double start, double evidence, int first, int mark) {
    Cell plus(double more, double agreed) {
      return new Cell(cost + more, start, evidence + agreed, first, mark);
    }

    Cell marked(int tokens) {
      return mark < 0 ? new Cell(cost, start, evidence, first, tokens) : this;
    }
  }

  /** Takes the next token of the new session. */
  void add(OverlapToken token) {
    double rarity = known.of(token, said);
    sums.add(sum() + rarity + TokenCosts.early(TokenCosts.lastPlaced(printed), said, token));
    said.add(token);
    rarities.add(rarity);
    Cell[] next = new Cell[row.length];
    double extra = said.size() == 1 ? TokenCosts.CUT : TokenCosts.CHANGED;
    for (int i = 0; i < next.length; i++) {
      Cell best = cheapest(i, token, rarity, extra + rarity, i == 0 ? null : next[i - 1]);
      next[i] = i == firm ? best.marked(said.size()) : best;
    }
    before = row;
    row = next;
    ends.add(row[printed.size()]);
  }

  /**
   * The best way in which the printed text ends within what was said.
   *
   * @param complete whether nothing more will be said: then it may also end before the printed text
   */
  OverlapAligner.Standing standing(boolean complete) {
    int best = 0;
    for (int j = 1; j < ends.size(); j++) {
      if (total(j) < total(best)) {
        best = j;
      }
    }
    double other = Double.POSITIVE_INFINITY;
    for (int j = 0; j < ends.size(); j++) {
      other = j == best ? other : Math.min(other, total(j));
    }
    double inside =
        List.of(row).subList(0, printed.size()).stream()
            .mapToDouble(Cell::cost)
            .min()
            .orElse(other);
    if (complete && inside < total(best)) {
      // Less was said again than was printed: nothing of it is new.
      return new OverlapAligner.Standing(
          said.size(), margin(total(best) - inside), sum(), 0, printed.size(), said.size());
    }
    Cell end = ends.get(best);
    double margin = margin(Math.min(other, inside) - total(best));
    return new OverlapAligner.Standing(
        best, margin, end.evidence(), end.start(), end.first(), end.mark());
  }

  private static double margin(double more) {
    return Math.max(-OverlapAligner.MOST_MARGIN, Math.min(OverlapAligner.MOST_MARGIN, more));
  }

  private double total(int tokens) {
    return ends.get(tokens).cost() + sum() - (tokens == 0 ? 0 : sums.get(tokens - 1));
  }

  private double sum() {
    return sums.isEmpty() ? 0 : sums.get(sums.size() - 1);
  }

  /**
   * The cheapest way up to so many printed tokens and the said one.
   *
   * @param added what it costs that the said one is new
   * @param lost the way up to one printed token less, which is then lost
   */
  private Cell cheapest(int i, OverlapToken token, double rarity, double added, Cell lost) {
    // The end is reached by what agrees or is lost there; a word beyond it is simply new.
    boolean open = i < printed.size();
    double most = open ? row[i].cost() + added : Double.POSITIVE_INFINITY;
    if (i == 0) {
      return row[i].plus(open ? added : Double.POSITIVE_INFINITY, 0);
    }
    boolean joins = isJoined(i, token);
    boolean splits = isSplit(i, token);
    double without = Math.min(most, lost.cost() + TokenCosts.LOST);
    without = joins ? Math.min(without, row[i - 2].cost() + TokenCosts.SPLIT) : without;
    without = splits ? Math.min(without, before[i - 1].cost() + TokenCosts.SPLIT) : without;
    Cell matched = matched(i, token, rarity);
    if (open && most <= matched.cost() && most <= without) {
      return row[i].plus(added, 0);
    }
    if (matched.cost() <= without) {
      return matched;
    }
    if (lost.cost() + TokenCosts.LOST <= without) {
      return lost.plus(TokenCosts.LOST, 0);
    }
    return joins && row[i - 2].cost() + TokenCosts.SPLIT <= without
        ? row[i - 2].plus(TokenCosts.SPLIT, rarity)
        : before[i - 1].plus(TokenCosts.SPLIT, rarity + rarities.get(said.size() - 2));
  }

  /** The said token is the printed one, or stands in its place. */
  private Cell matched(int i, OverlapToken token, double rarity) {
    OverlapToken other = printed.get(i - 1);
    double apart = TokenCosts.apart(printed, i - 1, said, said.size() - 1);
    if (isBegun(i, token) || other.key().equals(token.key())) {
      return row[i - 1].plus(TokenCosts.SAME + apart, rarity);
    }
    int edits = new EditDistance(token.key()).to(other.key());
    int longest = Math.max(token.key().length(), other.key().length());
    double cost = TokenCosts.changed(edits, longest, rarity) + apart;
    boolean first = said.size() == 1;
    return row[i - 1].plus(first ? Math.min(cost, TokenCosts.CUT + rarity) : cost, 0);
  }

  /** Whether the last printed token is the beginning of this one. */
  private boolean isBegun(int i, OverlapToken token) {
    return openEnd && i == printed.size() && token.key().startsWith(printed.get(i - 1).key());
  }

  /** Whether two printed tokens are said as one. */
  private boolean isJoined(int i, OverlapToken token) {
    return i > 1 && isBoth(token.key(), printed.get(i - 2).key(), printed.get(i - 1).key());
  }

  /** Whether one printed token is said as two. */
  private boolean isSplit(int i, OverlapToken token) {
    int last = said.size() - 1;
    return last > 0
        && before.length > 0
        && isBoth(printed.get(i - 1).key(), said.get(last - 1).key(), token.key());
  }

  private static boolean isBoth(String whole, String first, String second) {
    return whole.length() == first.length() + second.length()
        && whole.startsWith(first)
        && whole.endsWith(second);
  }
}
