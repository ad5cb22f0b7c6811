package io.bidiclient.run.hook;

import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import io.bidiclient.transcript.write.JsonLinesWriter;
import java.io.IOException;
import java.io.Writer;

/** One input's events as lines of JSON for a {@link HookQueue}. Owned by the run's thread. */
final class HookFeed implements TranscriptWriter {
  private final JsonLinesWriter lines;
  private final boolean turns;

  /**
   * A feed of one input.
   *
   * @param turns whether only turns are told
   */
  HookFeed(HookQueue queue, boolean turns, String input, Target target) {
    this.lines = new JsonLinesWriter(new Offering(queue), input, target);
    this.turns = turns;
  }

  @Override
  public void write(TranscriptEvent event) throws IOException {
    if (!turns || event instanceof Turn) {
      lines.write(event);
    }
  }

  /** Takes each call as a line. */
  private static final class Offering extends Writer {
    private final HookQueue queue;

    Offering(HookQueue queue) {
      this.queue = queue;
    }

    @Override
    public void write(String line, int from, int length) {
      queue.offer(line.substring(from, from + length).stripTrailing());
    }

    @Override
    public void write(char[] text, int from, int length) {
      write(new String(text, from, length), 0, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
