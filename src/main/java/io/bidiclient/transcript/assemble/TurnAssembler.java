package io.bidiclient.transcript.assemble;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Turn;
import io.bidiclient.transcript.Word;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts words together into turns, by the rules that cut cues: a turn ends at a pause and at the end
 * of a sentence once it has lasted a second. One that has no end lasts 30 s at most, so that
 * whoever waits for turns does not wait for ever. Owned by one thread.
 */
public final class TurnAssembler {
  /** Silence between two words that ends a turn or a cue, in milliseconds. */
  public static final long PAUSE_MILLIS = 1_500;

  private static final long PAUSE = FrameClock.samples(Duration.ofMillis(PAUSE_MILLIS));
  private static final long SHORTEST_SENTENCE = FrameClock.samples(Duration.ofSeconds(1));
  private static final long LONGEST = FrameClock.samples(Duration.ofSeconds(30));

  private final StringBuilder text = new StringBuilder();
  private Optional<Word> last = Optional.empty();
  private long start;

  /** Adds a word; returns the turn before it, if that ends here. */
  Optional<Turn> add(long at, Word word) {
    Optional<Turn> before = endsBefore(word) ? finish(at) : Optional.empty();
    if (last.isEmpty()) {
      start = word.start();
      text.append(word.text());
    } else {
      text.append(word.space().isEmpty() ? "" : " ").append(word.text());
    }
    last = Optional.of(word);
    return before;
  }

  /** Ends the turn that is begun, if no word that starts before the sample can come any more. */
  Optional<Turn> passed(long at, long sample) {
    return last.filter(word -> sample - word.end() >= PAUSE).flatMap(word -> finish(at));
  }

  /** Ends the turn that is begun, if one is. */
  Optional<Turn> finish(long at) {
    Optional<Turn> turn = last.map(word -> turn(at, word));
    last = Optional.empty();
    text.setLength(0);
    return turn;
  }

  private Turn turn(long at, Word end) {
    String line = text.toString().replaceAll("\\s+", " ");
    TimestampBasis clock = end.clock();
    return new Turn(at, line, start, end.end(), clock, Channel.WHOLE);
  }

  private boolean endsBefore(Word word) {
    if (last.isEmpty()) {
      return false;
    }
    Word before = last.get();
    boolean sentence =
        SentenceEnds.between(before.text(), word.text())
            && before.end() - start >= SHORTEST_SENTENCE;
    boolean pause = word.start() - before.end() >= PAUSE;
    return sentence || pause || word.end() - start > LONGEST;
  }
}
