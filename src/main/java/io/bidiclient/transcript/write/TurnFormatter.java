package io.bidiclient.transcript.write;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays out the words of several channels as lines, one a turn, each after its channel's label. A
 * turn goes on while its channel speaks: words of another channel that fall into it wait for a
 * pause of {@link #BREATH}, but no longer than {@link #PATIENCE}. A channel that speaks again after
 * {@link #PAUSE} begins a new line. What is cut where depends on the words' times alone, not on
 * when they come. Owned by one thread.
 */
final class TurnFormatter {
  /** Silence, in samples, in which another channel may take over: a second. */
  static final long BREATH = FrameClock.samples(Duration.ofSeconds(1));

  /** What is said in between waits for so many samples at most: five seconds. */
  static final long PATIENCE = FrameClock.samples(Duration.ofSeconds(5));

  /** Silence after which the same channel begins a line: three seconds. */
  static final long PAUSE = FrameClock.samples(Duration.ofSeconds(3));

  /** Words that have no place yet, in the order in which they began. */
  private final List<Word> held = new ArrayList<>();

  private Optional<Word> last = Optional.empty();
  private long known;

  /** Takes the next word in the order of their starts; what is to be written now. */
  String word(Word word) {
    held.add(word);
    return passed(word.start());
  }

  /** No word that starts before the sample comes any more; what is to be written now. */
  String passed(long sample) {
    known = Math.max(known, sample);
    StringBuilder text = new StringBuilder();
    for (var next = next(); next.isPresent(); next = next()) {
      text.append(place(next.get()));
      held.remove(next.get());
    }
    return text.toString();
  }

  /** What is left, after the last word. */
  String finish() {
    return passed(Long.MAX_VALUE);
  }

  /** The word that goes next, if that can be told already. */
  private Optional<Word> next() {
    if (held.isEmpty() || last.isEmpty()) {
      return held.stream().findFirst();
    }
    Word first = held.get(0);
    long until = Math.min(last.get().end() + BREATH, first.start() + PATIENCE);
    Optional<Word> same = held.stream().filter(this::isOfTurn).findFirst();
    if (same.isPresent()) {
      return Optional.of(same.get().start() < until ? same.get() : first);
    }
    return known >= until ? Optional.of(first) : Optional.empty();
  }

  private boolean isOfTurn(Word word) {
    return last.filter(before -> before.channel().equals(word.channel())).isPresent();
  }

  private String place(Word word) {
    boolean goesOn = isOfTurn(word) && word.start() - last.orElseThrow().end() < PAUSE;
    String before =
        last.isEmpty() ? word.channel().label() + " " : "\n" + word.channel().label() + " ";
    String space = word.space().isEmpty() ? "" : " ";
    last = Optional.of(word);
    return (goesOn ? space : before) + word.text().replaceAll("\\R", " ");
  }
}
