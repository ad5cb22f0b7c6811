package io.bidiclient.live;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.PlacedDelta;
import io.netty.channel.Channel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who read along: each gets what is said on all pages, from its beginning, however late it
 * comes. All of them read one log of bounded size, each at its own place and as fast as its
 * connection takes it, so that none of them can delay another, a page or its audio. On the server's
 * event loop.
 */
final class Audience {
  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

  private final int most;
  private final int capacity;
  private final String label;

  /** Names this log, so that a reader who comes back to another one starts over. */
  private final String id = Long.toHexString(new SecureRandom().nextLong());

  private final NavigableMap<Long, Line> lines = new TreeMap<>();
  private final Map<String, List<Line>> cleared = new HashMap<>();
  private final Set<ReaderSession> readers = new LinkedHashSet<>();
  private long count;
  private long held;

  /** Lines before this one have given way. */
  private long first;

  /**
   * An audience of nobody.
   *
   * @param most readers at once
   * @param capacity characters that the log holds
   * @param label what is listened to, as pages name it
   */
  Audience(int most, int capacity, String label) {
    this.most = most;
    this.capacity = capacity;
    this.label = label;
  }

  /** Lets a reader in, at the place that it had; empty when all places are taken. */
  Optional<ReaderSession> enter(Channel channel, PageMessage.Hello hello) {
    if (readers.size() >= most) {
      LOG.info("a reader was turned away: {} are here", most);
      return Optional.empty();
    }
    boolean resumed = hello.visit().equals(id);
    ReaderSession reader = new ReaderSession(this, channel, resumed ? hello.seen() + 1 : 0);
    readers.add(reader);
    LOG.info("a reader came: {} of {}", readers.size(), most);
    reader.send(ServerMessages.readerWelcome(id, resumed, label));
    reader.flush();
    return Optional.of(reader);
  }

  /** The reader is gone. */
  void leave(ReaderSession reader) {
    if (readers.remove(reader)) {
      LOG.info("a reader left: {} are here", readers.size());
    }
  }

  /**
   * A recording begins.
   *
   * @param visit whose it is
   */
  void began(String visit, long recording) {
    cleared.remove(visit);
    add(visit, seq -> ServerMessages.readerState(seq, "began", visit, recording));
  }

  /** Something was said in it. */
  void said(String visit, long recording, PlacedDelta delta) {
    if (!delta.text().isEmpty()) {
      add(
          visit,
          seq ->
              ServerMessages.readerText(
                  seq,
                  visit,
                  recording,
                  delta.text(),
                  FrameClock.seconds(delta.start()),
                  FrameClock.seconds(delta.end())));
    }
  }

  /** It is over. */
  void over(String visit, long recording) {
    add(visit, seq -> ServerMessages.readerState(seq, "over", visit, recording));
  }

  /** A page was cleared: nobody who comes now reads what was said there. */
  void clear(String visit) {
    List<Line> gone = lines.values().stream().filter(line -> line.visit.equals(visit)).toList();
    lines.values().removeAll(gone);
    gone.forEach(line -> held -= line.json.length());
    cleared.put(visit, gone);
    add(visit, seq -> ServerMessages.readerState(seq, "cleared", visit, 0));
  }

  /** What was cleared is there again. */
  void restore(String visit) {
    List<Line> back = new ArrayList<>();
    Optional.ofNullable(cleared.remove(visit)).ifPresent(back::addAll);
    back.forEach(line -> add(visit, line.again));
  }

  /** What the visit said stays to be read; what it has cleared does not. */
  void left(String visit) {
    cleared.remove(visit);
  }

  /** The first line that is still here, from a place on. */
  Optional<Map.Entry<Long, String>> from(long place) {
    return Optional.ofNullable(lines.ceilingEntry(place))
        .map(entry -> Map.entry(entry.getKey(), entry.getValue().json));
  }

  /** Lines before this place have given way to later ones. */
  long first() {
    return first;
  }

  private void add(String visit, Numbered message) {
    Line line = new Line(visit, message, message.at(count));
    lines.put(count++, line);
    held += line.json.length();
    while (held > capacity && lines.size() > 1) {
      Map.Entry<Long, Line> oldest = lines.pollFirstEntry();
      held -= oldest.getValue().json.length();
      first = oldest.getKey() + 1;
    }
    readers.forEach(ReaderSession::flush);
  }

  /** A message with its number. */
  private interface Numbered {
    String at(long seq);
  }

  /** A line, and how it is written under another number; no two are the same. */
  private static final class Line {
    private final String visit;
    private final Numbered again;
    private final String json;

    Line(String visit, Numbered again, String json) {
      this.visit = visit;
      this.again = again;
      this.json = json;
    }
  }
}
