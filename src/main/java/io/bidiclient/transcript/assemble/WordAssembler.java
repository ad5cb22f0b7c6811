package io.bidiclient.transcript.assemble;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Puts words together from pieces of text: a word begins at a space, or with every character of a
 * script that has none; punctuation goes with the word that it closes or opens. A word is given out
 * when the next one begins, when nothing was added to it for a while, or at the end. Owned by one
 * thread.
 */
public final class WordAssembler {
  /** A word to which nothing was added for so many samples is whole. */
  public static final long WHOLE = 2 * 16_000;

  private final List<Word> ready = new ArrayList<>();
  private final StringBuilder space = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder gap = new StringBuilder();
  private boolean unspaced;
  private boolean lettered;

  /** Whether there is nothing but what opens a word yet. */
  private boolean leading;

  /** Whether the word ends with punctuation after a space. */
  private boolean detached;

  private long start;
  private long end;
  private TimestampBasis clock = TimestampBasis.FRAMES;

  /** Adds a piece; returns the words that it completed. */
  List<Word> add(PlacedDelta piece) {
    if (!piece.text().isEmpty()) {
      piece.text().codePoints().forEach(c -> add(c, piece));
      return take();
    }
    return until(piece.end());
  }

  /** Where the word that is begun starts, if one is. */
  OptionalLong begun() {
    return text.length() > 0 ? OptionalLong.of(start) : OptionalLong.empty();
  }

  /** Returns the word that is begun, if nothing was added to it for a while before the sample. */
  List<Word> until(long sample) {
    if (text.length() > 0 && sample - end >= WHOLE) {
      close();
    }
    return take();
  }

  /** Returns the last word, if one is begun. */
  List<Word> finish() {
    close();
    return take();
  }

  private void add(int c, PlacedDelta piece) {
    if (Letters.isSpace(c)) {
      gap.appendCodePoint(c);
      return;
    }
    if (startsWord(c)) {
      close();
      space.append(gap);
      gap.setLength(0);
      start = piece.start();
      end = piece.end();
      leading = true;
    } else if (gap.length() > 0) {
      text.append(gap);
      gap.setLength(0);
      detached = !leading;
    }
    text.appendCodePoint(c);
    unspaced |= Letters.isUnspaced(c);
    leading &= Letters.isLeader(c);
    clock = piece.clock();
    if (Character.isLetterOrDigit(c) || Letters.isCombining(c)) {
      lettered = true;
      end = piece.end();
    }
  }

  private boolean startsWord(int c) {
    if (text.length() == 0) {
      return true;
    }
    if (Letters.isCombining(c) && gap.length() == 0) {
      return false;
    }
    if (gap.length() > 0) {
      return !Letters.isTrailer(c) && !leading;
    }
    if (detached) {
      return !Letters.isTrailer(c);
    }
    boolean edge = Letters.isUnspaced(c) || unspaced;
    boolean opensOrSpeaks = Character.isLetterOrDigit(c) || Letters.isLeader(c);
    return lettered && edge && opensOrSpeaks;
  }

  private void close() {
    if (text.length() > 0) {
      ready.add(new Word(space.toString(), text.toString(), start, end, clock));
    }
    space.setLength(0);
    text.setLength(0);
    unspaced = false;
    lettered = false;
    detached = false;
  }

  private List<Word> take() {
    List<Word> words = List.copyOf(ready);
    ready.clear();
    return words;
  }
}
