package io.bidiclient.realtime.overlap;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TimedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps words from being printed twice where a session transcribes again what another one did:
 * holds its text back until it is clear where the printed text ends in it, and then lets everything
 * through. Owned by one thread.
 *
 * <pre>
 * HOLDING ──aligned──────────────────────► OPEN
 *    └──nothing agrees──► UNMATCHED ──settle──┘
 * </pre>
 */
public final class OverlapFilter {
  /** How much the next best way to align must cost more, in nats: one in a thousand. */
  private static final double ENOUGH_MARGIN = 7;

  /** How unlikely the agreement must be to happen by chance: two ordinary words. */
  private static final double ENOUGH_EVIDENCE = 8;

  /** The same where nothing is known of when the words were spoken: three or four words. */
  private static final double UNCLOCKED_EVIDENCE = 16;

  /** A start that costs less is the one that was expected. */
  private static final double EXPECTED = 0.5;

  /** New words that are held back at most, and characters of a script without spaces. */
  private static final int MOST_HELD = 8;

  private static final int MOST_HELD_CHARACTERS = 24;

  /** Audio after the printed words by which the rest must have been settled, in samples. */
  private static final long LONGEST_HELD = 6L * AudioChunk.RATE;

  private enum State {
    HOLDING,
    UNMATCHED,
    OPEN
  }

  private final boolean tooLate;
  private PrintedTail printed;
  private TokenScanner scanner;
  private OverlapAligner aligner;
  private final List<TimedText> held = new ArrayList<>();
  private final SpacingDetector spacing = new SpacingDetector();
  private State state = State.HOLDING;
  private Optional<Seam> seam = Optional.empty();
  private boolean replacesHeld;

  /** Whether what comes next follows printed text that has no word to join it to. */
  private boolean followsBlank;

  /** A filter of text that follows the given printed text. */
  public OverlapFilter(PrintedTail printed) {
    this(printed, false);
  }

  /**
   * The same of a session that may begin too late.
   *
   * @param tooLate whether words may be missing between the two: only words that agree show that
   *     none is
   */
  public OverlapFilter(PrintedTail printed, boolean tooLate) {
    this.printed = printed;
    this.tooLate = tooLate;
    this.scanner = new TokenScanner(printed.everyCharacter());
    this.aligner = aligner(printed);
    if (printed.tokens().isEmpty()) {
      state = State.OPEN;
      followsBlank = true;
      seam = tooLate ? Optional.of(printed.missed()) : Optional.empty();
    }
  }

  private static OverlapAligner aligner(PrintedTail printed) {
    return new OverlapAligner(
        printed.tokens(), printed.openEnd(), printed.startCosts(), printed.replaceable());
  }

  /** A filter that lets everything through. */
  public static OverlapFilter none() {
    return new OverlapFilter(PrintedTail.NOTHING);
  }

  /** Whether everything that comes is new. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether text is held back. */
  public boolean isHolding() {
    return !held.isEmpty();
  }

  /** Whether something that is held back would be new if nothing more were said. */
  public boolean holdsNews() {
    OverlapAligner all = aligner(printed);
    TokenScanner tokens = new TokenScanner(printed.everyCharacter());
    held.forEach(part -> tokens.add(part).forEach(all::add));
    tokens.finish().forEach(all::add);
    return all.standing(true).tokens() < all.said();
  }

  /** Whether nothing agrees: to go further back is better than to {@link #settle}. */
  public boolean isUnmatched() {
    return state == State.UNMATCHED;
  }

  /** How it was joined, once it is; empty where there was nothing to join to. */
  public Optional<Seam> seam() {
    return seam;
  }

  /** Whether what is new takes the place of the text that was held back before it. */
  public boolean replacesHeld() {
    return replacesHeld;
  }

  /** Takes what the session said next; returns what of all that it said is new and certain. */
  public List<TimedText> pass(TimedText said) {
    if (state == State.OPEN) {
      return said.text().isEmpty() ? List.of() : List.of(followsBlank ? spaced(said) : said);
    }
    if (!said.text().isEmpty()) {
      held.add(said);
      spacing.add(said.text());
      scanner.add(said).forEach(aligner::add);
      if (!printed.everyCharacter() && spacing.isUnspaced()) {
        alignCharacters();
      }
    }
    return decide(said.latest(), false);
  }

  /** A space that was printed already, and whose word was not, is said again. */
  private TimedText spaced(TimedText first) {
    followsBlank = false;
    return first.withText(printed.spaced(first.text(), false, printed.lengthHeld()));
  }

  /** The server is found to write no spaces: no word would ever be complete. */
  private void alignCharacters() {
    printed = printed.byCharacter();
    alignAgain();
  }

  /** More is known of where the words were spoken, the printed ones and those held back. */
  public void place(UnaryOperator<TimedText> places) {
    if (state == State.HOLDING) {
      printed = printed.placed(places);
      held.replaceAll(places);
      alignAgain();
    }
  }

  private void alignAgain() {
    scanner = new TokenScanner(printed.everyCharacter());
    aligner = aligner(printed);
    for (TimedText part : held) {
      scanner.add(part).forEach(aligner::add);
    }
  }

  /** Nothing more will be said: returns what is new, unless nothing agrees. */
  public List<TimedText> finish() {
    if (state == State.OPEN) {
      return List.of();
    }
    scanner.finish().forEach(aligner::add);
    return decide(Long.MIN_VALUE, true);
  }

  /**
   * Takes the best way there is, however uncertain, or prints all where hardly a word agrees: a
   * word twice is better than a word less. Returns what is new by it.
   */
  public List<TimedText> settle() {
    if (state == State.OPEN) {
      return List.of();
    }
    OverlapAligner.Standing standing = aligner.standing(true);
    boolean agrees = standing.evidence() >= ENOUGH_EVIDENCE || isExpected(standing);
    return open(agrees ? standing : new OverlapAligner.Standing(0, 0, 0, ENOUGH_EVIDENCE, 0, -1));
  }

  private List<TimedText> decide(long heard, boolean complete) {
    OverlapAligner.Standing standing = aligner.standing(complete);
    if (state == State.UNMATCHED || (aligner.said() == 0 && !complete)) {
      return List.of();
    }
    if (strength(standing) >= ENOUGH_MARGIN) {
      return open(standing);
    }
    if (complete || isOverdue(standing, heard)) {
      if (standing.evidence() >= ENOUGH_EVIDENCE || isExpected(standing)) {
        return open(standing);
      }
      state = State.UNMATCHED;
    }
    return List.of();
  }

  /** How sure it is, in nats: that it is no other way, and that it is no chance. */
  private double strength(OverlapAligner.Standing standing) {
    if (isExpected(standing)) {
      return standing.margin();
    }
    double wanted = printed.bounded() ? ENOUGH_EVIDENCE : UNCLOCKED_EVIDENCE;
    double chance = standing.evidence() - standing.startCost() - wanted + ENOUGH_MARGIN;
    return Math.min(standing.margin(), chance);
  }

  /** Whether it starts among the printed words where the audio does. */
  private boolean isExpected(OverlapAligner.Standing standing) {
    return !tooLate && standing.startCost() < EXPECTED && printed.boundedStart();
  }

  private boolean isOverdue(OverlapAligner.Standing standing, long heard) {
    int fresh = aligner.said() - standing.tokens();
    if (standing.margin() < 0 || fresh <= 0) {
      return false;
    }
    boolean characters = aligner.said(aligner.said() - 1).character();
    return fresh >= (characters ? MOST_HELD_CHARACTERS : MOST_HELD)
        || (printed.bounded() && heard > printed.end() + LONGEST_HELD);
  }

  private List<TimedText> open(OverlapAligner.Standing standing) {
    state = State.OPEN;
    int words = standing.tokens();
    Seam.Choice choice = Seam.Choice.ALIGNED;
    if (words == 0) {
      choice = isExpected(standing) ? Seam.Choice.APPENDED : Seam.Choice.UNMATCHED;
    }
    double strength = isDoubtful(standing) ? 0 : strength(standing);
    double certainty = 1 / (1 + Math.exp(-strength));
    seam = Optional.of(new Seam(printed.end(), words, certainty, choice));
    Optional<Replacement> instead = words == 0 ? Optional.empty() : replacement(standing);
    replacesHeld = instead.isPresent();
    if (instead.isEmpty()) {
      return fresh(words, printed.lengthHeld());
    }
    List<TimedText> kept = instead.get().kept();
    List<TimedText> fresh = new ArrayList<>(kept);
    fresh.addAll(
        fresh(instead.get().after(), kept.stream().mapToInt(part -> part.text().length()).sum()));
    return fresh;
  }

  /**
   * What takes the place of the text that was held back.
   *
   * @param kept the beginning of that text, which stays
   * @param after said tokens behind which the rest begins
   */
  private record Replacement(List<TimedText> kept, int after) {}

  private Optional<Replacement> replacement(OverlapAligner.Standing standing) {
    OverlapToken begin = aligner.said(0);
    Optional<List<TimedText>> before = printed.heldBefore(standing.first());
    if (before.isPresent()) {
      OverlapToken cut = printed.tokens().get(standing.first());
      if (cut.isPartOf(begin) || printed.isWhole(begin) || !cut.isLike(begin)) {
        return before.map(kept -> new Replacement(kept, 0));
      }
    }
    if (standing.mark() > 0) {
      int again = isDoubtful(standing) ? 0 : standing.mark();
      return printed.replaceable() > 0
          ? Optional.of(new Replacement(List.of(), again))
          : Optional.empty();
    }
    // The first word that is said may be cut: it replaces none.
    List<TimedText> kept =
        standing.tokens() > 1 ? printed.heldBack(standing.first(), begin.key()) : List.of();
    return kept.isEmpty() ? Optional.empty() : Optional.of(new Replacement(kept, 1));
  }

  /**
   * Whether the first word that is said may be new or the rest of a printed one: it is like none,
   * and no printed word is said again that was not held back.
   */
  private boolean isDoubtful(OverlapAligner.Standing standing) {
    return printed.replaceable() > 0
        && standing.tokens() > 0
        && standing.mark() <= 1
        && standing.first() < printed.tokens().size()
        && !printed.isWhole(aligner.said(0))
        && !printed.tokens().get(standing.first()).isLike(aligner.said(0));
  }

  /** Offset in what was said at which the text after so many tokens begins. */
  private int endOf(int tokens) {
    OverlapToken last = aligner.said(tokens - 1);
    int again =
        replacesHeld ? -1 : printed.lengthOfLast(rawText().substring(last.start(), last.end()));
    return again < 0 ? last.end() : last.start() + again;
  }

  private String rawText() {
    StringBuilder all = new StringBuilder();
    held.forEach(part -> all.append(part.text()));
    return all.toString();
  }

  /**
   * What was held back of the session's text, behind so many of its tokens, spaced as the server
   * spaces.
   *
   * @param kept characters that it follows of the text that was held back before the session
   */
  private List<TimedText> fresh(int tokens, int kept) {
    int from = tokens == 0 ? 0 : endOf(tokens);
    List<TimedText> parts = new ArrayList<>();
    int at = 0;
    for (TimedText part : held) {
      int cut = Math.min(part.text().length(), Math.max(0, from - at));
      at += part.text().length();
      String rest = part.text().substring(cut);
      if (parts.isEmpty() && !rest.isEmpty()) {
        rest = printed.spaced(rest, tokens == 0, kept);
      }
      if (!rest.isEmpty()) {
        parts.add(part.withText(rest));
      }
    }
    held.clear();
    return parts;
  }
}
