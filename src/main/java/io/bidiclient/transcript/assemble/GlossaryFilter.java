package io.bidiclient.transcript.assemble;

import io.bidiclient.transcript.PlacedDelta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Applies a glossary to deltas as they come. What may be the beginning of a phrase is held back
 * until more text or a pause decides; all else goes on at once and unchanged. A word that replaces
 * others lasts from the first's start to the last's end; where there are as many words as before,
 * each keeps its times. What a piece of text replaces is its {@link PlacedDelta#original}: those,
 * or the texts of the deltas that have none, are the server's text to the letter. Owned by one
 * thread.
 */
final class GlossaryFilter {
  private final Glossary glossary;

  /** What is not passed on yet, in its order. */
  private final Deque<PlacedDelta> held = new ArrayDeque<>();

  /** The text of these. */
  private final StringBuilder text = new StringBuilder();

  /** The last code point that was passed on. */
  private int before = ' ';

  private long spoken;

  GlossaryFilter(Glossary glossary) {
    this.glossary = glossary;
  }

  /** A phrase that was found. */
  private record Found(int start, int end, GlossaryEntry entry) {}

  /** Takes the next delta; what can be passed on now. */
  List<PlacedDelta> add(PlacedDelta piece) {
    if (glossary.isEmpty()) {
      return List.of(piece);
    }
    held.addLast(piece);
    text.append(piece.text());
    if (!piece.text().isEmpty()) {
      spoken = piece.end();
    }
    return pass(piece.at(), piece.end() - spoken >= WordAssembler.WHOLE);
  }

  /** Passes on what is left: nothing follows it. */
  List<PlacedDelta> finish(long at) {
    return pass(at, true);
  }

  /** Where the text that is held starts, if some is. */
  OptionalLong begun() {
    return held.isEmpty() ? OptionalLong.empty() : OptionalLong.of(held.getFirst().start());
  }

  private List<PlacedDelta> pass(long at, boolean whole) {
    List<Found> found = new ArrayList<>();
    int until = find(found, whole);
    List<PlacedDelta> passed = new ArrayList<>();
    int done = 0;
    for (Found phrase : found) {
      int start = space(phrase.start(), done);
      passed.addAll(take(at, start - done));
      passed.addAll(replaced(at, start, phrase));
      done = phrase.end();
    }
    int rest = space(until, done);
    passed.addAll(take(at, rest - done));
    if (rest > 0) {
      before = text.codePointBefore(rest);
      text.delete(0, rest);
    }
    while (!held.isEmpty() && held.getFirst().text().isEmpty()) {
      passed.add(held.removeFirst());
    }
    return passed;
  }

  /** Finds phrases; returns the place up to which the text is decided. */
  private int find(List<Found> found, boolean whole) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int end = GlossaryEntry.NONE;
      for (GlossaryEntry entry : glossary.beginningWith(c)) {
        end = entry.end(text, at, before, whole);
        if (end == GlossaryEntry.UNKNOWN) {
          return at;
        }
        if (end != GlossaryEntry.NONE) {
          found.add(new Found(at, end, entry));
          break;
        }
      }
      at = end == GlossaryEntry.NONE ? at + Character.charCount(c) : end;
    }
    return at;
  }

  /** The place without the white space before it, which belongs to what follows. */
  private int space(int place, int from) {
    int at = place;
    while (at < text.length() && at > from && Letters.isSpace(text.codePointBefore(at))) {
      at -= Character.charCount(text.codePointBefore(at));
    }
    return at;
  }

  /** Takes deltas with so many characters; one that has more is cut in two. */
  private List<PlacedDelta> take(long at, int length) {
    List<PlacedDelta> taken = new ArrayList<>();
    int left = length;
    while (left > 0) {
      PlacedDelta piece = held.removeFirst();
      String said = piece.text();
      int size = Math.min(left, said.length());
      taken.add(at == piece.at() && size == said.length() ? piece : of(piece, at, 0, size));
      if (size < said.length()) {
        held.addFirst(of(piece, piece.at(), size, said.length()));
      }
      left -= size;
    }
    return taken;
  }

  private static PlacedDelta of(PlacedDelta piece, long at, int from, int to) {
    String part = piece.text().substring(from, to);
    return new PlacedDelta(at, part, piece.start(), piece.end(), piece.clock());
  }

  /**
   * What stands for a phrase.
   *
   * @param start where the white space before it starts
   */
  private List<PlacedDelta> replaced(long at, int start, Found phrase) {
    List<PlacedDelta> taken = take(at, phrase.end() - start);
    List<PlacedDelta> pieces = taken.stream().filter(p -> !p.text().isEmpty()).toList();
    String original = text.substring(start, phrase.end());
    String right = phrase.entry().insteadOf(text.substring(phrase.start(), phrase.end()));
    String[] meant = right.split(" ");
    String[] said = original.split("(?<=\\S)(?=\\s)");
    List<PlacedDelta> replaced =
        new ArrayList<>(
            said.length == meant.length
                ? eachInItsPlace(pieces, said, meant)
                : spread(pieces, original, meant));
    taken.stream().filter(p -> p.text().isEmpty()).forEach(replaced::add);
    return replaced;
  }

  private static List<PlacedDelta> eachInItsPlace(
      List<PlacedDelta> pieces, String[] said, String[] meant) {
    List<PlacedDelta> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < said.length; i++) {
      String space = spaceOf(said[i]);
      PlacedDelta first = pieceAt(pieces, from + space.length());
      from += said[i].length();
      PlacedDelta last = pieceAt(pieces, from - 1);
      words.add(word(space + meant[i], first.start(), last.end(), last, said[i]));
    }
    return words;
  }

  /**
   * Words that are not one for one share the time, each by its length; none starts after the last
   * delta, of which other words may follow.
   */
  private static List<PlacedDelta> spread(
      List<PlacedDelta> pieces, String original, String[] meant) {
    String space = spaceOf(original);
    PlacedDelta last = pieces.get(pieces.size() - 1);
    long start = pieceAt(pieces, space.length()).start();
    long lasting = last.end() - start;
    int letters = String.join("", meant).length();
    List<PlacedDelta> words = new ArrayList<>();
    int from = 0;
    for (String word : meant) {
      boolean first = words.isEmpty();
      int to = from + word.length();
      words.add(
          word(
              (first ? space : " ") + word,
              Math.min(last.start(), start + lasting * from / letters),
              start + lasting * to / letters,
              last,
              first ? original : ""));
      from = to;
    }
    return words;
  }

  private static PlacedDelta word(
      String text, long start, long end, PlacedDelta last, String original) {
    Optional<String> replaced = text.equals(original) ? Optional.empty() : Optional.of(original);
    return new PlacedDelta(last.at(), text, start, end, last.clock(), last.channel(), replaced);
  }

  private static String spaceOf(String word) {
    return word.substring(0, word.length() - word.stripLeading().length());
  }

  /** The delta that holds the character. */
  private static PlacedDelta pieceAt(List<PlacedDelta> pieces, int place) {
    int from = 0;
    for (PlacedDelta piece : pieces) {
      from += piece.text().length();
      if (place < from) {
        return piece;
      }
    }
    throw new IllegalStateException("no text at " + place);
  }
}
