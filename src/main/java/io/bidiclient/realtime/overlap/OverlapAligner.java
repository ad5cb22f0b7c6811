package io.bidiclient.realtime.overlap;

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
 * <p>Ways that cost so much more than the best that they cannot come to matter are not followed:
 * the first tokens are compared with all printed ones, later ones with those near the best ways.
 */
final class OverlapAligner {
  /** Tokens that are said before most alignments are certain. */
  private static final int FEW = 64;

  /** A way that costs more than another by so much, in nats, is out of the question. */
  static final double MOST_MARGIN = 40;

  /** Ways are followed up to this cost at first. */
  private static final double FIRST_LIMIT = 128;

  private final List<OverlapToken> printed;
  private final boolean openEnd;
  private final double[] startCosts;
  private final TokenRarity known;

  /** Which letters each printed token has, and how many. */
  private final long[] letters;

  private final int[] lengths;

  /** How many of the printed tokens cannot be replaced. */
  private final int firm;

  /** The last printed token whose place was counted. */
  private final Optional<OverlapToken> lastPlaced;

  private final List<OverlapToken> said = new ArrayList<>();
  private double[] rarities = new double[FEW];

  /** The ways in which the printed text is used up, by how many tokens were said by then. */
  private AlignmentRow ends = new AlignmentRow(FEW);

  /** For each number of tokens said, what it costs that all of them are new. */
  private double[] sums = new double[FEW];

  /** The newest numbers of tokens said, newest first; the last row is written over by the next. */
  private AlignmentRow row;

  private AlignmentRow before;
  private AlignmentRow next;

  /** Ways that cost more are not followed. */
  private double limit = FIRST_LIMIT;

  /** Pairs of a printed and a said token that were looked at. */
  private long compared;

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
    this.lastPlaced = TokenCosts.lastPlaced(printed);
    this.letters = printed.stream().mapToLong(token -> EditDistance.letters(token.key())).toArray();
    this.lengths = printed.stream().mapToInt(token -> token.key().length()).toArray();
    int cells = printed.size() + 1;
    row = new AlignmentRow(cells);
    before = new AlignmentRow(cells);
    next = new AlignmentRow(cells);
    begin();
  }

  private void begin() {
    before.clear(0);
    row.clear(0);
    for (int i = 0; i <= printed.size(); i++) {
      row.start(i, startCosts[i], i == firm ? 0 : -1);
    }
    ends.clear(0);
    end(0);
  }

  /**
   * How the alignment stands.
   *
   * @param tokens said tokens that repeat printed ones; what follows them is new
   * @param margin how much more the best other way costs, in nats, and at most {@link
   *     #MOST_MARGIN}; where it is as much less, only that is known
   * @param evidence how unlikely the words that agree are to do so by chance
   * @param startCost what its start costs
   * @param first the first printed token that is said again; as many as there are for none
   * @param mark said tokens up to the last that repeats one which is not replaceable; negative
   *     where none of the replaceable ones is known to be said again
   */
  record Standing(
      int tokens, double margin, double evidence, double startCost, int first, int mark) {}

  /** How many pairs of a printed and a said token were looked at so far. */
  long compared() {
    return compared;
  }

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
    if (said.size() + 1 == sums.length) {
      sums = Arrays.copyOf(sums, 2 * sums.length);
      rarities = Arrays.copyOf(rarities, sums.length);
    }
    rarities[said.size()] = rarity;
    sums[said.size() + 1] = sums[said.size()] + rarity + TokenCosts.early(lastPlaced, said, token);
    said.add(token);
    align(said.size());
  }

  /** Aligns one more of the said tokens, which becomes the last of so many. */
  private void align(int tokens) {
    OverlapToken token = said.get(tokens - 1);
    EditDistance edits = new EditDistance(token.key());
    int from = Math.min(row.from(), before.from() + 1);
    int to = Math.min(printed.size(), Math.max(row.to() + 1, before.to()));
    next.clear(from);
    for (int i = from; i <= to || (i <= printed.size() && lost(i) <= limit); i++) {
      align(i, tokens, edits);
      compared++;
      if (i == firm && next.mark(i) < 0) {
        next.mark(i, tokens);
      }
    }
    AlignmentRow free = before;
    before = row;
    row = next;
    next = free;
    end(tokens);
  }

  /** Notes how the alignment stands after so many tokens. */
  private void end(int tokens) {
    row.limit(limit);
    inside = Double.POSITIVE_INFINITY;
    for (int i = row.from(); i < Math.min(row.to(), printed.size()); i++) {
      inside = Math.min(inside, row.cost(i));
    }
    ends = tokens < ends.size() ? ends : ends.longer();
    ends.step(tokens, row, printed.size(), 0, 0);
    standing = Optional.empty();
  }

  /** Follows more ways, from the start on. */
  private void widen() {
    limit *= 2;
    begin();
    for (int tokens = 1; tokens <= said.size(); tokens++) {
      align(tokens);
    }
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
    if (Math.min(least, unused) + MOST_MARGIN > limit) {
      widen();
      return stand(complete);
    }
    if (complete && unused < least) {
      // Less was said again than was printed: nothing of it is new.
      return new Standing(
          said.size(), margin(least - unused), sum(), 0, printed.size(), said.size());
    }
    int first = ends.first(best);
    double margin = margin(Math.min(other, unused) - least);
    return new Standing(
        best, margin, ends.evidence(best), startCosts[first], first, ends.mark(best));
  }

  private static double margin(double more) {
    return Math.max(-MOST_MARGIN, Math.min(MOST_MARGIN, more));
  }

  private double total(int tokens) {
    return ends.cost(tokens) + sum() - sums[tokens];
  }

  private double sum() {
    return sums[said.size()];
  }

  /** What a way costs whose last printed token is lost. */
  private double lost(int i) {
    return next.cost(i - 1) + TokenCosts.LOST;
  }

  /** Finds the cheapest way up to so many printed tokens and so many said ones. */
  private void align(int i, int tokens, EditDistance edits) {
    OverlapToken token = said.get(tokens - 1);
    double rarity = rarities[tokens - 1];
    // The end is reached by what agrees or is lost there; a word beyond it is simply new.
    boolean open = i < printed.size();
    double added =
        open
            ? rarity + (tokens == 1 ? TokenCosts.CUT : TokenCosts.CHANGED)
            : Double.POSITIVE_INFINITY;
    double most = row.cost(i) + added;
    if (i == 0) {
      next.step(0, row, 0, added, 0);
      return;
    }
    boolean joins = isJoined(i, token);
    boolean splits = tokens > 1 && isSplit(i, said.get(tokens - 2), token);
    double without = Math.min(most, lost(i));
    without = joins ? Math.min(without, row.cost(i - 2) + TokenCosts.SPLIT) : without;
    without = splits ? Math.min(without, before.cost(i - 1) + TokenCosts.SPLIT) : without;
    boolean agrees = isBegun(i, token) || token.key().equals(printed.get(i - 1).key());
    double step =
        agrees
            ? TokenCosts.SAME + TokenCosts.apart(printed, i - 1, said, tokens - 1)
            : changed(i, tokens, without, edits);
    double matched = row.cost(i - 1) + step;
    if (open && most <= matched && most <= without) {
      next.step(i, row, i, added, 0);
    } else if (matched <= without) {
      next.step(i, row, i - 1, step, agrees ? rarity : 0);
    } else if (lost(i) <= without) {
      next.step(i, next, i - 1, TokenCosts.LOST, 0);
    } else if (joins && row.cost(i - 2) + TokenCosts.SPLIT <= without) {
      next.step(i, row, i - 2, TokenCosts.SPLIT, rarity);
    } else {
      next.step(i, before, i - 1, TokenCosts.SPLIT, rarity + rarities[tokens - 2]);
    }
  }

  /**
   * What it costs that the last of the said tokens stands in the place of a printed one.
   *
   * @param most what another way costs in all
   * @return infinite where this way certainly costs more
   */
  private double changed(int i, int tokens, double most, EditDistance edits) {
    OverlapToken token = said.get(tokens - 1);
    double rarity = rarities[tokens - 1];
    // The first word may be cut, and have nothing in common with the printed one.
    double cut = tokens == 1 ? TokenCosts.CUT + rarity : Double.POSITIVE_INFINITY;
    int longest = Math.max(lengths[i - 1], token.key().length());
    int least = edits.least(letters[i - 1], lengths[i - 1]);
    double before = row.cost(i - 1);
    if (before + Math.min(cut, TokenCosts.changed(least, longest, rarity)) > most) {
      return Double.POSITIVE_INFINITY;
    }
    OverlapToken other = printed.get(i - 1);
    double cost = TokenCosts.changed(edits.to(other.key()), longest, rarity);
    return before + Math.min(cut, cost) > most
        ? Double.POSITIVE_INFINITY
        : Math.min(cut, cost + TokenCosts.apart(printed, i - 1, said, tokens - 1));
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
  private boolean isSplit(int i, OverlapToken first, OverlapToken second) {
    return first.key().length() + second.key().length() == lengths[i - 1]
        && isBoth(printed.get(i - 1).key(), first.key(), second.key());
  }

  private static boolean isBoth(String whole, String first, String second) {
    return whole.startsWith(first) && whole.endsWith(second);
  }
}
