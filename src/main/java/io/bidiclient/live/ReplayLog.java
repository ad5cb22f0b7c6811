package io.bidiclient.live;

import java.io.Writer;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines of a visit that its page has not said it has seen, so that a connection that breaks
 * loses none. Bounded: the oldest give way, and how many did is told. On the server's event loop.
 */
final class ReplayLog {
  /** Hours of speech. */
  static final int MOST_CHARS = 4 << 20;

  private final NavigableMap<Long, String> lines = new TreeMap<>();
  private final int capacity;
  private long count;
  private long next;
  private long held;
  private long lost;

  /**
   * An empty log.
   *
   * @param capacity characters that it holds
   */
  ReplayLog(int capacity) {
    this.capacity = capacity;
  }

  /** Where a writer of JSON Lines writes, a line a call; their numbers count on from 0. */
  Writer writer() {
    return new LineWriter();
  }

  /** A page is there that has come so far; what follows is for it. */
  void resumeAfter(long seen) {
    seen(seen);
    long first = lines.isEmpty() ? count : lines.firstKey();
    lost = Math.max(0, first - (seen + 1));
    next = first;
  }

  /** The lines up to this one are not needed any more. */
  void seen(long seq) {
    NavigableMap<Long, String> gone = lines.headMap(Math.min(seq, count - 1), true);
    gone.values().forEach(line -> held -= line.length());
    gone.clear();
    next = Math.max(next, Math.min(seq + 1, count));
  }

  /** The next text for the page, if there is one: a line, or how many lines it will not get. */
  Optional<String> poll() {
    if (lost > 0) {
      String notice = ServerMessages.dropped(lost);
      lost = 0;
      return Optional.of(notice);
    }
    Optional<String> line = Optional.ofNullable(lines.get(next));
    line.ifPresent(any -> next++);
    return line;
  }

  private void add(String line) {
    lines.put(count++, line);
    held += line.length();
    while (held > capacity && lines.size() > 1) {
      long oldest = lines.firstKey();
      held -= lines.remove(oldest).length();
      if (oldest >= next) {
        lost++;
        next = oldest + 1;
      }
    }
  }

  private final class LineWriter extends Writer {
    @Override
    public void write(char[] text, int from, int length) {
      add(new String(text, from, length).strip());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
