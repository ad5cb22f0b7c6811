package io.bidiclient.realtime.overlap;

import io.bidiclient.realtime.event.TimedText;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Cuts growing text into tokens. A token is complete when the next one or a space has begun, so the
 * last one is kept until then: servers split words, letters with their marks and surrogate pairs
 * over deltas. Owned by one thread.
 */
final class TokenScanner {
  /** An extended grapheme cluster (Unicode Annex 29). */
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /** Scripts that put no spaces between words. */
  private static final Set<UnicodeScript> UNSPACED =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.JAVANESE,
          UnicodeScript.BALINESE,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.BOPOMOFO);

  private final boolean everyCharacter;
  private final StringBuilder text = new StringBuilder();
  private final List<OverlapToken> complete = new ArrayList<>();
  private int scanned;
  private StringBuilder key = new StringBuilder();
  private int start = -1;
  private int end;
  private boolean character;
  private TimedText place = TimedText.of("", 0);

  /** The text that came last, and the offset at which it begins. */
  private TimedText newest = place;

  private int newestStart;

  /**
   * A scanner of no text yet.
   *
   * @param everyCharacter whether every character is a token, as for a server that writes no spaces
   */
  TokenScanner(boolean everyCharacter) {
    this.everyCharacter = everyCharacter;
  }

  /** All tokens of a finished text. */
  static List<OverlapToken> scan(Stream<TimedText> parts, boolean everyCharacter) {
    TokenScanner scanner = new TokenScanner(everyCharacter);
    List<OverlapToken> tokens = new ArrayList<>();
    parts.filter(part -> !part.text().isEmpty()).forEach(part -> tokens.addAll(scanner.add(part)));
    tokens.addAll(scanner.finish());
    return tokens;
  }

  /** Adds text; returns the tokens that are complete by it. */
  List<OverlapToken> add(TimedText part) {
    int partStart = text.length();
    text.append(part.text());
    TimedText before = newest;
    newest = part;
    newestStart = partStart;
    // The last cluster may grow: it is scanned with what follows it.
    scan(before, lastCluster());
    return taken();
  }

  /** No text follows; returns what was left. */
  List<OverlapToken> finish() {
    scan(newest, text.length());
    close();
    return taken();
  }

  private List<OverlapToken> taken() {
    List<OverlapToken> tokens = List.copyOf(complete);
    complete.clear();
    return tokens;
  }

  private int lastCluster() {
    int last = scanned;
    Matcher clusters = CLUSTER.matcher(text).region(scanned, text.length());
    while (clusters.find()) {
      last = clusters.start();
    }
    return last;
  }

  private void scan(TimedText before, int limit) {
    Matcher clusters = CLUSTER.matcher(text).region(scanned, limit);
    while (clusters.find()) {
      TimedText part = clusters.start() < newestStart ? before : newest;
      take(clusters.group(), clusters.start(), clusters.end(), part);
    }
    scanned = Math.max(scanned, limit);
  }

  private void take(String cluster, int from, int to, TimedText part) {
    int first = cluster.codePointAt(0);
    if (Character.isWhitespace(first) || Character.isSpaceChar(first)) {
      if (!key.isEmpty()) {
        close();
      }
      return;
    }
    String folded = fold(cluster);
    boolean symbol = folded.isEmpty() && isSymbol(first);
    if (folded.isEmpty() && !symbol) {
      punctuation(from, to);
      return;
    }
    boolean alone = symbol || everyCharacter || UNSPACED.contains(UnicodeScript.of(first));
    if (!key.isEmpty() && (alone || character)) {
      close();
    }
    if (start < 0) {
      start = from;
    }
    key.append(symbol ? cluster : folded);
    end = to;
    character = alone;
    place = part;
  }

  /** Belongs to the token before it; to the next one where a space lies between. */
  private void punctuation(int from, int to) {
    if (start < 0) {
      start = from;
    }
    end = to;
  }

  private void close() {
    if (!key.isEmpty()) {
      complete.add(new OverlapToken(key.toString(), start, end, character, place));
    }
    key = new StringBuilder();
    start = -1;
  }

  private static boolean isSymbol(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.OTHER_SYMBOL,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** Letters, digits and marks alone, in one case and one form. */
  static String fold(String cluster) {
    String form = Normalizer.normalize(cluster, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder();
    form.codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || isMark(c))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
