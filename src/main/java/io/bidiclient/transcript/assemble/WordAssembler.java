package io.bidiclient.transcript.assemble;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Puts words together from pieces of text: a word begins at a space, or with every character of a
 * script that has none; punctuation goes with the word that it closes or opens. Thai, which has no
 * spaces either, is cut by a dictionary, and what is still longer than a line of subtitles or than
 * a cue may last where a piece begins. A word is given out when the next one begins, when nothing
 * was added to it for a while, or at the end. Owned by one thread.
 */
public final class WordAssembler {
  /** A word to which nothing was added for so many samples is whole. */
  public static final long WHOLE = FrameClock.samples(Duration.ofSeconds(2));

  /** A word of so many characters is cut: a line of subtitles. */
  private static final int LONGEST = 42;

  /** A word that lasts so many samples is cut: 7 s, as long as a cue. */
  private static final long LONGEST_LASTING = FrameClock.samples(Duration.ofSeconds(7));

  /** Words at the end of a run that more text may change. */
  private static final int UNSURE = 2;

  private final List<Word> ready = new ArrayList<>();
  private final StringBuilder space = new StringBuilder();
  private final StringBuilder gap = new StringBuilder();
  private final TimedRun text = new TimedRun();
  private boolean unspaced;
  private boolean lettered;

  /** Whether there is nothing but what opens a word yet. */
  private boolean leading;

  /** Whether the word ends with punctuation after a space. */
  private boolean detached;

  /** Whether it holds characters that a dictionary takes apart. */
  private boolean written;

  /** Adds a piece; returns the words that it completed. */
  List<Word> add(PlacedDelta piece) {
    if (piece.text().isEmpty()) {
      return until(piece.end());
    }
    boolean mayCut = true;
    for (int at = 0; at < piece.text().length(); ) {
      int c = piece.text().codePointAt(at);
      if (mayCut && gap.length() == 0 && !Letters.isCombining(c) && !Letters.isTrailer(c)) {
        cutLong(piece);
      }
      mayCut = false;
      add(c, piece);
      at += Character.charCount(c);
    }
    return take();
  }

  /** Where the word that is begun starts, if one is. */
  OptionalLong begun() {
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(text.start());
  }

  /** Returns the word that is begun, if nothing was added to it for a while before the sample. */
  List<Word> until(long sample) {
    if (!text.isEmpty() && sample - text.end() >= WHOLE) {
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
      leading = true;
    } else if (gap.length() > 0) {
      text.append(gap, piece, false);
      gap.setLength(0);
      detached = !leading;
    }
    boolean sounds = Character.isLetterOrDigit(c) || Letters.isCombining(c);
    text.append(Character.toString(c), piece, sounds);
    unspaced |= Letters.isUnspaced(c);
    written |= WordBreaks.isKnown(c);
    leading &= Letters.isLeader(c);
    lettered |= sounds;
  }

  private boolean startsWord(int c) {
    if (text.isEmpty()) {
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

  /** Gives out what is sure of a long word before a piece that would go on with it. */
  private void cutLong(PlacedDelta piece) {
    boolean isLong =
        text.length() >= LONGEST
            || (!text.isEmpty() && piece.end() - text.start() > LONGEST_LASTING);
    if (!isLong || !lettered) {
      return;
    }
    List<Integer> breaks = written ? WordBreaks.in(text.toString()) : List.of();
    if (breaks.size() <= UNSURE) {
      close();
      leading = true;
      return;
    }
    split(breaks.subList(0, breaks.size() - UNSURE));
  }

  private void close() {
    if (!text.isEmpty()) {
      split(written ? WordBreaks.in(text.toString()) : List.of());
      ready.add(text.word(space.toString(), text.length()));
    }
    space.setLength(0);
    text.clear();
    unspaced = false;
    lettered = false;
    detached = false;
    written = false;
  }

  /** Gives out the words before the breaks; what is behind the last of them stays. */
  private void split(List<Integer> breaks) {
    int taken = 0;
    for (int end : breaks) {
      ready.add(text.word(space.toString(), end - taken));
      text.drop(end - taken);
      space.setLength(0);
      taken = end;
    }
  }

  private List<Word> take() {
    List<Word> words = List.copyOf(ready);
    ready.clear();
    return words;
  }
}
