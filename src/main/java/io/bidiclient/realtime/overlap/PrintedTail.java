package io.bidiclient.realtime.overlap;

import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.TimedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The end of the text that was printed, as a session that starts at some sample of the audio may
 * say it again. Immutable.
 */
public final class PrintedTail {
  /** Nothing was printed. */
  public static final PrintedTail NOTHING = new PrintedTail(List.of(), List.of(), 0, true);

  /** A word may end so much after, or its text come so much before, what is known of it. */
  private static final long SLACK = 2_560;

  /** A word's place is known if it is known within so many samples: some seconds. */
  private static final long BOUNDED = 120_000;

  /** What a frame costs by which a start contradicts what is known of the words' positions. */
  private static final double FRAME_OFF = 0.5;

  private static final double FRAME = 1_280;

  /** The most that such a contradiction costs: what is known may be wrong. */
  private static final double MOST_OFF = 14;

  /** No word takes longer: what is said so far behind a session's start is whole, in samples. */
  private static final long LONGEST_WORD = 32_000;

  /** What each word costs that is not said again although the audio of all is sent again. */
  private static final double SKIPPED = 3;

  /** Words that are said again at least, where nothing else is known; and the cost of each less. */
  private static final int EXPECTED_WORDS = 3;

  private static final double FEW_WORDS = 2;

  private final List<TimedText> parts;
  private final List<TimedText> held;
  private final long from;
  private final String text;
  private final String firmText;
  private final boolean everyCharacter;
  private final List<OverlapToken> tokens;
  private final double[] startCosts;
  private final boolean bounded;
  private final boolean whole;
  private final int replaceable;

  /**
   * A tail.
   *
   * @param parts the last text that was printed
   * @param held text that follows it and was held back, because the next session may say it better
   * @param from first sample of the audio that is transcribed again
   * @param whole whether that audio is all that the parts were said to, so that all is said again
   */
  public PrintedTail(List<TimedText> parts, List<TimedText> held, long from, boolean whole) {
    this(parts, held, from, whole, false);
  }

  private PrintedTail(
      List<TimedText> parts, List<TimedText> held, long from, boolean whole, boolean byCharacter) {
    this.parts = List.copyOf(parts);
    this.held = List.copyOf(held);
    this.from = from;
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.text()));
    int firm = all.length();
    held.forEach(part -> all.append(part.text()));
    this.text = all.toString();
    this.firmText = text.substring(0, firm);
    this.everyCharacter = byCharacter || SpacingDetector.isUnspaced(text);
    this.tokens = TokenScanner.scan(Stream.concat(parts.stream(), held.stream()), everyCharacter);
    this.replaceable = (int) tokens.stream().filter(token -> token.end() > firm).count();
    this.bounded = !tokens.isEmpty() && tokens.stream().allMatch(t -> isBounded(t.place()));
    this.whole = whole;
    this.startCosts = costsOfStarts();
  }

  /** The same where every character is a token. */
  PrintedTail byCharacter() {
    return new PrintedTail(parts, held, from, whole, true);
  }

  /** The same with what has become known of where it was spoken. */
  PrintedTail placed(UnaryOperator<TimedText> places) {
    return new PrintedTail(
        parts.stream().map(places).toList(),
        held.stream().map(places).toList(),
        from,
        whole,
        everyCharacter);
  }

  List<OverlapToken> tokens() {
    return tokens;
  }

  boolean everyCharacter() {
    return everyCharacter;
  }

  /** Whether it is known within some seconds where its words were spoken. */
  boolean bounded() {
    return bounded;
  }

  /** Whether it is known from positions where the audio starts among the words. */
  boolean boundedStart() {
    return bounded || whole;
  }

  /** How many of the last tokens were held back. */
  int replaceable() {
    return replaceable;
  }

  /** Characters that were held back. */
  int lengthHeld() {
    return text.length() - firmText.length();
  }

  /** The join to a session that begins behind words which were never printed. */
  Seam missed() {
    return new Seam(from, 0, 0, Seam.Choice.UNMATCHED);
  }

  /** How far it reaches at most, in samples. */
  long end() {
    return tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).place().latest();
  }

  /** Whether its last word may be unfinished. */
  boolean openEnd() {
    return !tokens.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1));
  }

  /**
   * The text that was held back, and not in fact printed, up to a token of it.
   *
   * @param index the token's among all
   * @return empty where that token was printed, or is another than the given one
   */
  List<TimedText> heldBack(int index, String key) {
    int firm = firmText.length();
    int first = tokens.size() - replaceable;
    if (index < first || index == tokens.size() || tokens.get(first).start() < firm) {
      return List.of();
    }
    OverlapToken last = tokens.get(index);
    return last.key().equals(key) ? heldUpTo(last.end() - firm) : List.of();
  }

  /** So many characters of what was held back, each part at its own place. */
  private List<TimedText> heldUpTo(int length) {
    List<TimedText> parts = new ArrayList<>();
    int left = length;
    for (TimedText part : held) {
      String text = part.text().substring(0, Math.min(left, part.text().length()));
      left -= text.length();
      if (!text.isEmpty()) {
        parts.add(part.withText(text));
      }
    }
    return parts;
  }

  /**
   * The text that was held back before a token of it.
   *
   * @param index the token's among all
   * @return empty where that token was printed, even if only in part
   */
  Optional<List<TimedText>> heldBefore(int index) {
    int firm = firmText.length();
    int first = tokens.size() - replaceable;
    if (index < first || index == tokens.size() || tokens.get(index).start() < firm) {
      return Optional.empty();
    }
    return Optional.of(index == first ? List.of() : heldUpTo(tokens.get(index - 1).end() - firm));
  }

  /** Whether the session that said a token as its first has certainly not begun within it. */
  boolean isWhole(OverlapToken said) {
    return said.place().earliest() > from + LONGEST_WORD;
  }

  double[] startCosts() {
    return startCosts.clone();
  }

  /**
   * How much of a token's text was printed already, in characters, where the token is the last one
   * printed or goes on from it; negative where it is another.
   */
  int lengthOfLast(String token) {
    OverlapToken last = tokens.get(tokens.size() - 1);
    String key = last.key();
    String raw = text.substring(last.start(), last.end());
    if (!openEnd() || !TokenScanner.fold(token).startsWith(TokenScanner.fold(key))) {
      return token.startsWith(raw) && openEnd() ? raw.length() : -1;
    }
    if (token.regionMatches(true, 0, raw, 0, raw.length())) {
      return raw.length();
    }
    int length = 0;
    while (length < token.length()
        && TokenScanner.fold(token.substring(0, length)).length() < key.length()) {
      length++;
    }
    // Punctuation that was printed behind the word is not printed in another form.
    boolean ended =
        raw.length() > 0 && TokenScanner.fold(raw.substring(raw.length() - 1)).isEmpty();
    return ended && TokenScanner.fold(token).equals(key) ? token.length() : length;
  }

  /**
   * The text that follows, with as much space between as the server writes.
   *
   * @param newWord whether a word begins with it
   * @param kept characters of what was held back that it follows
   */
  String spaced(String next, boolean newWord, int kept) {
    String before = text.substring(0, firmText.length() + kept);
    if (before.isEmpty()) {
      return next;
    }
    boolean spaceBefore = Character.isWhitespace(before.charAt(before.length() - 1));
    boolean spaceAfter = Character.isWhitespace(next.charAt(0));
    if (spaceBefore && spaceAfter) {
      return next.stripLeading();
    }
    boolean apart = spaceBefore || spaceAfter || everyCharacter || !newWord;
    boolean letters =
        !tokens.isEmpty()
            && !tokens.get(tokens.size() - 1).character()
            && Character.isLetterOrDigit(next.codePointAt(0));
    return apart || !letters ? next : " " + next;
  }

  /**
   * The first word that is said again cannot lie before the audio that is sent again; the word
   * before it cannot lie behind its start.
   */
  private double[] costsOfStarts() {
    double[] costs = new double[tokens.size() + 1];
    for (int first = 0; first <= tokens.size(); first++) {
      double cost = whole ? SKIPPED * first : 0;
      if (first < tokens.size()) {
        cost += off(from - SLACK - tokens.get(first).place().latest());
      }
      if (first > 0) {
        cost += off(tokens.get(first - 1).place().earliest() - SLACK - from);
      }
      int again = tokens.size() - first;
      if (!boundedStart() && again < EXPECTED_WORDS) {
        cost += FEW_WORDS * (EXPECTED_WORDS - again);
      }
      costs[first] = Math.min(MOST_OFF, cost);
    }
    return costs;
  }

  private static boolean isBounded(TimedText place) {
    return place.latest() - place.earliest() <= BOUNDED;
  }

  private static double off(long samples) {
    return samples <= 0 ? 0 : FRAME_OFF * samples / FRAME;
  }
}
