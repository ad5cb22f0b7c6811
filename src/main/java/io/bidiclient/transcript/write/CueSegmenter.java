package io.bidiclient.transcript.write;

import io.bidiclient.text.Columns;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.assemble.SentenceEnds;
import io.bidiclient.transcript.assemble.TurnAssembler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts words into cues: at pauses, at the ends of sentences, and before its lines or 7 s are full.
 * A cue lasts a second at least, and the next waits for its end; where nothing is said it stays for
 * as long as it takes to read, and up to the next cue if that follows within half a second. Words
 * whose time is that of their arrival may come many at once: their cues always last as long as it
 * takes to read them. Lines are about equally long. Times within are milliseconds on the input's
 * time line. Owned by one thread.
 */
final class CueSegmenter {
  private static final long SHORTEST = CueSettings.SHORTEST_MILLIS;
  private static final long LONGEST = CueSettings.LONGEST_MILLIS;

  /** Silence between two words that ends a cue. */
  private static final long PAUSE = TurnAssembler.PAUSE_MILLIS;

  /** A shorter gap between two cues flickers. */
  private static final long GAP = 500;

  private final String label;
  private final CueSettings settings;
  private final List<Word> words = new ArrayList<>();
  private long number;
  private long free;

  /**
   * A cutter.
   *
   * @param label stands before the text of each cue; empty for none
   */
  CueSegmenter(String label, CueSettings settings) {
    this.label = label;
    this.settings = settings;
  }

  /** Adds a word; returns the cue before it, if that ends here. */
  Optional<Cue> add(Word word) {
    Optional<Cue> before =
        endsBefore(word) ? close(TranscriptFields.millis(word.start())) : Optional.empty();
    words.add(word);
    return before;
  }

  /** Ends the cue that is begun, if one is. */
  Optional<Cue> finish() {
    return words.isEmpty() ? Optional.empty() : close(Long.MAX_VALUE);
  }

  /**
   * Ends the cue that is begun, if no word that starts before the time can be of it any more and it
   * can have been read by then.
   */
  Optional<Cue> passed(long millis) {
    return !words.isEmpty() && millis - end() >= PAUSE && isRead(millis)
        ? finish()
        : Optional.empty();
  }

  /** Whether the cue that is begun can have been read by the time, if nothing comes before. */
  boolean isRead(long millis) {
    return words.isEmpty() || millis - start() >= settings.easyMillis(lines(words));
  }

  /** When the cue that is begun starts, if one is. */
  OptionalLong begun() {
    return words.isEmpty() ? OptionalLong.empty() : OptionalLong.of(start());
  }

  private boolean endsBefore(Word word) {
    if (words.isEmpty()) {
      return false;
    }
    List<Word> longer = new ArrayList<>(words);
    longer.add(word);
    boolean full = lines(longer).size() > settings.lines();
    boolean tooLong = TranscriptFields.millis(word.end()) - start() > LONGEST;
    boolean pause = TranscriptFields.millis(word.start()) - end() >= PAUSE;
    String last = words.get(words.size() - 1).text();
    boolean sentence = SentenceEnds.between(last, word.text()) && end() - start() >= SHORTEST;
    return full || tooLong || pause || sentence;
  }

  private List<String> lines(List<Word> shown) {
    if (label.isEmpty()) {
      return balanced(shown);
    }
    List<Word> labelled = new ArrayList<>(shown);
    Word first = shown.get(0);
    labelled.set(0, new Word(" ", first.text(), first.start(), first.end(), first.clock()));
    labelled.add(0, new Word("", label, first.start(), first.end(), first.clock()));
    return balanced(labelled);
  }

  /** The fewest lines, and among those the ones whose longest is shortest. */
  private List<String> balanced(List<Word> words) {
    List<String> fewest = wrap(words, settings.columns());
    int widest = 1;
    for (Word word : words) {
      widest = Math.max(widest, Columns.width(word.text()));
    }
    for (int columns = widest; fewest.size() > 1 && columns < settings.columns(); columns++) {
      List<String> lines = wrap(words, columns);
      if (lines.size() == fewest.size()) {
        return lines;
      }
    }
    return fewest;
  }

  /** Lines of at most so many columns, cut at the words' spaces; a wider word is cut anywhere. */
  private static List<String> wrap(List<Word> words, int columns) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (Word word : words) {
      String spaced = line.isEmpty() || word.space().isEmpty() ? word.text() : " " + word.text();
      if (!line.isEmpty() && Columns.width(line + spaced) > columns) {
        lines.add(line);
        line = "";
        spaced = word.text();
      }
      line += spaced.replaceAll("\\s+", " ");
      while (Columns.width(line) > columns) {
        String start = Columns.first(line, columns);
        lines.add(start);
        line = line.substring(start.length());
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  private long start() {
    return Math.max(free, TranscriptFields.millis(words.get(0).start()));
  }

  private long end() {
    return TranscriptFields.millis(words.get(words.size() - 1).end());
  }

  private long shortest(List<String> lines) {
    return words.stream().noneMatch(word -> word.clock() == TimestampBasis.ARRIVAL)
        ? SHORTEST
        : settings.leastMillis(lines);
  }

  private Optional<Cue> close(long next) {
    long start = start();
    List<String> lines = lines(words);
    long shortest = shortest(lines);
    long wanted = Math.min(Math.max(end(), start + settings.easyMillis(lines)), start + LONGEST);
    long ended = next - wanted < GAP ? Math.min(next, start + LONGEST) : wanted;
    // The time to read it counts for more than the next cue's start: that one waits.
    long end = Math.max(ended, start + shortest);
    Cue cue = new Cue(++number, start, end, lines);
    free = end;
    words.clear();
    return Optional.of(cue);
  }
}
