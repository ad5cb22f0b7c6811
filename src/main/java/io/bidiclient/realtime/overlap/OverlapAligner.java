package io.bidiclient.realtime.overlap;

import io.bidiclient.realtime.event.TimedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Aligns the first tokens of a session with the last printed ones, token by token as they come: a
 * semi-global alignment (Needleman and Wunsch's recursion with a free start in the printed text and
 * a free end in the new one). Every way to end it is kept with its cost, so that it is known how
 * much better the best one is than the next. Owned by one thread.
 *
 * <p>Time and memory for a token are proportional to the printed tokens given.
 */
final class OverlapAligner {
  /** Tokens that are said before most alignments are certain. */
  private static final int FEW = 64;

  private final List<OverlapToken> printed;
  private final boolean openEnd;
  private final double[] startCosts;
  private final TokenRarity known;

  /** Which letters each printed token has, and how many. */
  private final long[] letters;

  private final int[] lengths;

  /** How many of the printed tokens cannot be replaced. */
  private final int firm;

  private final List<OverlapToken> said = new ArrayList<>();
  private final List<Double> rarities = new ArrayList<>();

  /** The ways in which the printed text is used up, by how many tokens were said by then. */
  private AlignmentRow ends = new AlignmentRow(FEW);

  /** For each number of tokens said, what it costs that all of them are new. */
  private double[] sums = new double[FEW];

  /** The newest numbers of tokens said, newest first; the last row is written over by the next. */
  private AlignmentRow row;

  private AlignmentRow before;
  private AlignmentRow next;

  /** What the cheapest way costs that has not used the printed text up. */
  private double inside;

  /** The last answer, and to what it is one. */
  private Optional<Standing> standing = Optional.empty();

  private boolean answeredComplete;

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
  OverlapAligner(
      List<OverlapToken> printed, boolean openEnd, double[] startCosts, int replaceable) {
    this.printed = List.copyOf(printed);
    this.openEnd = openEnd;
    this.startCosts = startCosts.clone();
    this.known = new TokenRarity(this.printed);
    this.firm = printed.size() - replaceable;
    this.letters = printed.stream().mapToLong(token -> EditDistance.letters(token.key())).toArray();
    this.lengths = printed.stream().mapToInt(token -> token.key().length()).toArray();
    int cells = printed.size() + 1;
    row = new AlignmentRow(cells);
    before = new AlignmentRow(cells);
    next = new AlignmentRow(cells);
    for (int i = 0; i < cells; i++) {
      row.start(i, startCosts[i], i == firm ? 0 : -1);
    }
    inside = cheapestInside();
    ends.step(0, row, printed.size(), 0, 0);
  }

  /**
   * How the alignment stands.
   *
   * @param tokens said tokens that repeat printed ones; what follows them is new
   * @param margin how much more the best other way costs, in nats
   * @param evidence how unlikely the words that agree are to do so by chance
   * @param startCost what its start costs
   * @param first the first printed token that is said again; as many as there are for none
   * @param mark said tokens that repeat those that are not replaceable; negative where none of the
   *     replaceable ones is known to be said again
   */
  record Standing(
      int tokens, double margin, double evidence, double startCost, int first, int mark) {}

  /** Tokens said so far. */
  int said() {
    return said.size();
  }

  /** A token that was said. */
  OverlapToken said(int index) {
    return said.get(index);
  }

  /** Takes the next token of the new session. */
  void add(OverlapToken token) {
    double rarity = known.of(token, said);
    sums = said.size() + 1 < sums.length ? sums : Arrays.copyOf(sums, 2 * sums.length);
    sums[said.size() + 1] = sums[said.size()] + rarity + early(token);
    said.add(token);
    rarities.add(rarity);
    EditDistance edits = new EditDistance(token.key());
    double added = rarity + (said.size() == 1 ? TokenCosts.CUT : TokenCosts.CHANGED);
    for (int i = 0; i <= printed.size(); i++) {
      align(i, token, rarity, added, edits);
      if (i == firm) {
        next.mark(i, said.size());
      }
    }
    AlignmentRow free = before;
    before = row;
    row = next;
    next = free;
    inside = cheapestInside();
    ends = said.size() < ends.size() ? ends : ends.longer();
    ends.step(said.size(), row, printed.size(), 0, 0);
    standing = Optional.empty();
  }

  private double cheapestInside() {
    double cheapest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < printed.size(); i++) {
      cheapest = Math.min(cheapest, row.cost(i));
    }
    return cheapest;
  }

  /**
   * The best way in which the printed text ends within what was said.
   *
   * @param complete whether nothing more will be said: then it may also end before the printed text
   */
  Standing standing(boolean complete) {
    if (standing.isEmpty() || answeredComplete != complete) {
      standing = Optional.of(stand(complete));
      answeredComplete = complete;
    }
    return standing.get();
  }

  private Standing stand(boolean complete) {
    int best = 0;
    double least = total(0);
    double other = Double.POSITIVE_INFINITY;
    for (int j = 1; j <= said.size(); j++) {
      double total = total(j);
      if (total < least) {
        other = least;
        least = total;
        best = j;
      } else {
        other = Math.min(other, total);
      }
    }
    double unused = printed.isEmpty() ? other : inside;
    if (complete && unused < least) {
      // Less was said again than was printed: nothing of it is new.
      return new Standing(said.size(), least - unused, sum(), 0, printed.size(), said.size());
    }
    int first = ends.first(best);
    double margin = Math.min(other, unused) - least;
    return new Standing(
        best, margin, ends.evidence(best), startCosts[first], first, ends.mark(best));
  }

  /** What it costs that a token is new, although the last printed one was spoken no earlier. */
  private double early(OverlapToken token) {
    if (printed.isEmpty()) {
      return 0;
    }
    TimedText last = printed.get(printed.size() - 1).place();
    return last.framesTo(token.place()).orElse(1) <= 0 ? TokenCosts.EARLY : 0;
  }

  private double total(int tokens) {
    return ends.cost(tokens) + sum() - sums[tokens];
  }

  private double sum() {
    return sums[said.size()];
  }

  /**
   * Finds the cheapest way up to so many printed tokens and the said one.
   *
   * @param added what it costs that the said one is new
   */
  private void align(int i, OverlapToken token, double rarity, double added, EditDistance edits) {
    // The end is reached by what agrees or is lost there; a word beyond it is simply new.
    boolean open = i < printed.size();
    double most = open ? row.cost(i) + added : Double.POSITIVE_INFINITY;
    if (i == 0) {
      next.step(0, row, 0, open ? added : Double.POSITIVE_INFINITY, 0);
      return;
    }
    // One printed token less, and the next of them is lost.
    double lost = next.cost(i - 1) + TokenCosts.LOST;
    boolean joins = isJoined(i, token);
    boolean splits = isSplit(i, token);
    double without = Math.min(most, lost);
    without = joins ? Math.min(without, row.cost(i - 2) + TokenCosts.SPLIT) : without;
    without = splits ? Math.min(without, before.cost(i - 1) + TokenCosts.SPLIT) : without;
    boolean agrees = isBegun(i, token) || token.key().equals(printed.get(i - 1).key());
    double step =
        agrees
            ? TokenCosts.SAME + TokenCosts.apart(printed.get(i - 1), token)
            : changed(i, token, rarity, without, edits);
    double matched = row.cost(i - 1) + step;
    if (open && most <= matched && most <= without) {
      next.step(i, row, i, added, 0);
    } else if (matched <= without) {
      next.step(i, row, i - 1, step, agrees ? rarity : 0);
    } else if (lost <= without) {
      next.step(i, next, i - 1, TokenCosts.LOST, 0);
    } else if (joins && row.cost(i - 2) + TokenCosts.SPLIT <= without) {
      next.step(i, row, i - 2, TokenCosts.SPLIT, rarity);
    } else {
      double both = rarity + rarities.get(said.size() - 2);
      next.step(i, before, i - 1, TokenCosts.SPLIT, both);
    }
  }

  /**
   * What it costs that the said token stands in the place of the printed one.
   *
   * @param most what another way costs in all
   * @return infinite where this way certainly costs more
   */
  private double changed(
      int i, OverlapToken token, double rarity, double most, EditDistance edits) {
    int length = lengths[i - 1];
    int longest = Math.max(length, token.key().length());
    int least = edits.least(letters[i - 1], length);
    if (row.cost(i - 1) + replaced(least, longest, rarity) > most) {
      return Double.POSITIVE_INFINITY;
    }
    OverlapToken other = printed.get(i - 1);
    int different = edits.to(other.key());
    if (row.cost(i - 1) + replaced(different, longest, rarity) > most) {
      return Double.POSITIVE_INFINITY;
    }
    double cost = TokenCosts.changed(different, longest, rarity) + TokenCosts.apart(other, token);
    return said.size() == 1 ? Math.min(cost, TokenCosts.CUT + rarity) : cost;
  }

  /**
   * The least that it costs, wherever the two were spoken: the first word that is said may be cut,
   * and have nothing in common with the printed one.
   */
  private double replaced(int edits, int longest, double rarity) {
    double changed = TokenCosts.changed(edits, longest, rarity);
    return said.size() == 1 ? Math.min(changed, TokenCosts.CUT + rarity) : changed;
  }

  /** Whether the last printed token is the beginning of this one. */
  private boolean isBegun(int i, OverlapToken token) {
    return openEnd && i == printed.size() && token.key().startsWith(printed.get(i - 1).key());
  }

  /** Whether two printed tokens are said as one. */
  private boolean isJoined(int i, OverlapToken token) {
    return i > 1
        && lengths[i - 2] + lengths[i - 1] == token.key().length()
        && isBoth(token.key(), printed.get(i - 2).key(), printed.get(i - 1).key());
  }

  /** Whether one printed token is said as two. */
  private boolean isSplit(int i, OverlapToken token) {
    if (said.size() < 2) {
      return false;
    }
    String first = said.get(said.size() - 2).key();
    return first.length() + token.key().length() == lengths[i - 1]
        && isBoth(printed.get(i - 1).key(), first, token.key());
  }

  private static boolean isBoth(String whole, String first, String second) {
    return whole.startsWith(first) && whole.endsWith(second);
  }
}
