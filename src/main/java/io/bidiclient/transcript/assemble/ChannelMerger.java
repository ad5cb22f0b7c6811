package io.bidiclient.transcript.assemble;

import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Makes one transcript of the channels of an input. A word is passed on once every channel has been
 * transcribed past its start or has ended, so that words come in the order in which they began; all
 * else is passed on as it happens, with its channel. Owned by one thread.
 */
public final class ChannelMerger {
  private final TranscriptWriter writer;
  private final List<Strand> strands;
  private long passed;

  /** A merge of channels for one writer. */
  public ChannelMerger(TranscriptWriter writer, List<Channel> channels) {
    this.writer = writer;
    this.strands = channels.stream().map(Strand::new).toList();
  }

  /** A new maker of words of the events of a channel; channels count from 0 here. */
  public TranscriptAssembler assembler(int index) {
    return TranscriptAssembler.waitedFor(strands.get(index));
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

    /** Words that start before this have come. */
    private long passed;

    Strand(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void write(TranscriptEvent event) throws IOException {
      if (event instanceof Word word) {
        words.addLast(word.on(channel));
      } else if (event instanceof WordsPassed reached) {
        pass(reached.sample());
      } else if (event instanceof Summary) {
        pass(Long.MAX_VALUE);
      } else {
        writer.write(event.on(channel));
      }
    }

    private void pass(long sample) throws IOException {
      if (sample > passed) {
        passed = sample;
        release();
      }
    }
  }
}
