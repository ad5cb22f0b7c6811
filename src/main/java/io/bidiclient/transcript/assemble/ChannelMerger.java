package io.bidiclient.transcript.assemble;

import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes one transcript of the channels of an input. A word is passed on once every channel has been
 * transcribed past its start or has ended, so that words come in the order in which they began, and
 * so do turns; all else is passed on as it happens, with its channel. Owned by one thread.
 */
public final class ChannelMerger {
  private final TranscriptWriter writer;
  private final List<Strand> strands;
  private final Glossary glossary;
  private long passed;

  /** When the latest delta came. */
  private long now;

  /** A merge of channels for one writer. */
  public ChannelMerger(TranscriptWriter writer, List<Channel> channels) {
    this(writer, channels, Glossary.EMPTY);
  }

  /** One that writes what the glossary has for what the server says. */
  public ChannelMerger(TranscriptWriter writer, List<Channel> channels, Glossary glossary) {
    this.writer = writer;
    this.glossary = glossary;
    this.strands = channels.stream().map(Strand::new).toList();
  }

  /** A new maker of words of the events of a channel; channels count from 0 here. */
  public TranscriptAssembler assembler(int index) {
    return TranscriptAssembler.waitedFor(strands.get(index), glossary);
  }

  private void release() throws IOException {
    long known = strands.stream().mapToLong(strand -> strand.passed).min().orElseThrow();
    for (var next = next(known); next.isPresent(); next = next(known)) {
      writer.write(next.get().words.removeFirst());
    }
    if (known > passed) {
      passed = known;
      writer.write(new WordsPassed(known));
    }
    releaseTurns();
  }

  /** Passes on the turns before which none can begin any more. */
  private void releaseTurns() throws IOException {
    long known = strands.stream().mapToLong(Strand::turnsBefore).min().orElseThrow();
    for (var next = nextTurn(known); next.isPresent(); next = nextTurn(known)) {
      Turn turn = next.get().turns.removeFirst();
      long at = Math.max(now, turn.at());
      writer.write(
          new Turn(at, turn.text(), turn.start(), turn.end(), turn.clock(), turn.channel()));
    }
  }

  private Optional<Strand> nextTurn(long known) {
    return strands.stream()
        .filter(strand -> !strand.turns.isEmpty())
        .min(Comparator.comparingLong(strand -> strand.turns.getFirst().start()))
        .filter(strand -> strand.turns.getFirst().start() < known);
  }

  /** The channel with the earliest word, if none can come before that any more. */
  private Optional<Strand> next(long known) {
    return strands.stream()
        .filter(strand -> !strand.words.isEmpty())
        .min(Comparator.comparingLong(strand -> strand.words.getFirst().start()))
        .filter(strand -> strand.words.getFirst().start() < known);
  }

  /** One channel of the transcript. */
  private final class Strand implements TranscriptWriter {
    private final Channel channel;
    private final Deque<Word> words = new ArrayDeque<>();
    private final Deque<Turn> turns = new ArrayDeque<>();

    /** Where the turn that has not come yet starts, if it is begun. */
    private OptionalLong begun = OptionalLong.empty();

    /** Words that start before this have come. */
    private long passed;

    Strand(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void write(TranscriptEvent event) throws IOException {
      if (event instanceof Word word) {
        words.addLast(word.on(channel));
        begun = begun.isPresent() ? begun : OptionalLong.of(word.start());
      } else if (event instanceof Turn turn) {
        turns.addLast(turn.on(channel));
        begun = OptionalLong.empty();
        releaseTurns();
      } else if (event instanceof WordsPassed reached) {
        pass(reached.sample());
      } else if (event instanceof Summary) {
        pass(Long.MAX_VALUE);
      } else {
        if (event instanceof PlacedDelta delta) {
          now = Math.max(now, delta.at());
        }
        writer.write(event.on(channel));
      }
    }

    /** Turns that start before this have come. */
    long turnsBefore() {
      return begun.orElse(passed);
    }

    private void pass(long sample) throws IOException {
      if (sample > passed) {
        passed = sample;
        release();
      }
    }
  }
}
