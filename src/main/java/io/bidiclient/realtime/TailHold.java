package io.bidiclient.realtime;

import io.bidiclient.realtime.event.TimedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Holds back the last words of a session whose audio was cut: the cut may lie in a word, and the
 * next session, which began before it, hears that word whole. Owned by the run's thread.
 */
final class TailHold {
  /** Words that are held back, the one at the cut included. */
  private static final int WORDS = 2;

  /** Characters that are held back where there are no spaces. */
  private static final int CHARACTERS = 16;

  /** So many characters without a space are written by a server that writes none. */
  static final int UNSPACED = 40;

  /** Between two words, or two ideographs: a server may say many in one delta. */
  private static final Pattern APART =
      Pattern.compile("(?<=\\S)(?=\\s)|(?<=\\p{IsIdeographic})(?=\\p{IsIdeographic})");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Deque<TimedText> held = new ArrayDeque<>();

  /**
   * Takes text; returns what is far enough from the end now. The rest of a word that is begun in
   * what is printed is not held back: the next session's word could not take its place.
   *
   * @param begun whether the printed text ends within a word, or may
   */
  List<TimedText> pass(TimedText part, boolean begun) {
    List<TimedText> rest = new ArrayList<>();
    APART.splitAsStream(part.text()).map(part::withText).forEach(rest::add);
    boolean goesOn = begun && held.isEmpty() && isWithinWord(rest.get(0).text().codePointAt(0));
    if (goesOn) {
      held.addAll(rest.subList(1, rest.size()));
      return List.of(rest.get(0));
    }
    held.addAll(rest);
    List<TimedText> parts = List.copyOf(held);
    boolean spaced = text(parts).length() < UNSPACED || text(parts).contains(" ");
    int free = 0;
    for (int i = 1; i < parts.size() && isEnough(parts.subList(i, parts.size())); i++) {
      free = isBetweenWords(parts.get(i - 1), parts.get(i), spaced) ? i : free;
    }
    for (int i = 0; i < free; i++) {
      held.removeFirst();
    }
    return parts.subList(0, free);
  }

  /** More is known of where it was spoken. */
  void place(UnaryOperator<TimedText> places) {
    List<TimedText> placed = held.stream().map(places).toList();
    held.clear();
    held.addAll(placed);
  }

  /** What is held back now. */
  List<TimedText> held() {
    return List.copyOf(held);
  }

  /** Returns all that is held back, and holds nothing any more. */
  List<TimedText> release() {
    List<TimedText> all = List.copyOf(held);
    held.clear();
    return all;
  }

  /**
   * Whether one word, with what stands at it, ends here and another begins; where no spaces are
   * written any place will do.
   */
  private static boolean isBetweenWords(TimedText one, TimedText next, boolean spaced) {
    int last = one.text().codePointBefore(one.text().length());
    int first = next.text().codePointAt(0);
    return !spaced
        || Character.isWhitespace(last)
        || Character.isWhitespace(first)
        || Character.isIdeographic(first)
        || (Character.isIdeographic(last) && Character.isLetterOrDigit(first));
  }

  private static boolean isWithinWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
  }

  private static boolean isWord(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean isEnough(List<TimedText> parts) {
    String rest = text(parts).strip();
    return rest.length() >= CHARACTERS
        || SPACES.splitAsStream(rest).filter(TailHold::isWord).count() >= WORDS;
  }

  private static String text(List<TimedText> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }
}
