package io.bidiclient.live;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.transcript.PlacedDelta;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final String label;

  /** Names this log, so that a reader who comes back to another one starts over. */
  private final String id = Long.toHexString(new SecureRandom().nextLong());

  private final AudienceLog log;
  private final Set<Reader> readers = new LinkedHashSet<>();

  /** One who reads along, at a place of the log. */
  static final class Reader {
    private final AudienceLog log;
    private final Channel channel;

    /** The next line. */
    private long place;

    private Reader(AudienceLog log, Channel channel, long place) {
      this.log = log;
      this.channel = channel;
      this.place = Math.max(0, place);
    }

    /** Sends the lines that are due, as far as the connection takes them. */
    void flush() {
      while (channel.isWritable()) {
        if (place < log.first()) {
          send(ServerMessages.dropped(log.first() - place));
          place = log.first();
        }
        Optional<Map.Entry<Long, String>> next = log.from(place);
        if (next.isEmpty()) {
          break;
        }
        place = next.get().getKey() + 1;
        send(next.get().getValue());
      }
    }

    void send(String message) {
      // A write fails when the connection is gone, and then the socket is told.
      var unused = channel.writeAndFlush(new TextWebSocketFrame(message));
    }
  }

  /**
   * An audience of nobody.
   *
   * @param most readers at once
   * @param capacity characters that the log holds
   * @param label what is listened to, as pages name it
   */
  Audience(int most, int capacity, String label) {
    this.most = most;
    this.log = new AudienceLog(capacity);
    this.label = label;
  }

  /** Lets a reader in, at the place that it had; empty when all places are taken. */
  Optional<Reader> enter(Channel channel, PageMessage.Hello hello) {
    if (readers.size() >= most) {
      LOG.info("a reader was turned away: {} are here", most);
      return Optional.empty();
    }
    boolean resumed = hello.visit().equals(id);
    Reader reader = new Reader(log, channel, resumed ? hello.seen() + 1 : 0);
    readers.add(reader);
    LOG.info("a reader came: {} of {}", readers.size(), most);
    reader.send(ServerMessages.readerWelcome(id, resumed, label));
    reader.flush();
    return Optional.of(reader);
  }

  /** The reader is gone. */
  void leave(Reader reader) {
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
    log.forget(visit);
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
    log.clear(visit);
    add(visit, seq -> ServerMessages.readerState(seq, "cleared", visit, 0));
  }

  /** What was cleared is there again. */
  void restore(String visit) {
    log.restore(visit);
    readers.forEach(Reader::flush);
  }

  /** What the visit said stays to be read; what it has cleared does not. */
  void left(String visit) {
    log.forget(visit);
  }

  private void add(String visit, AudienceLog.Numbered message) {
    log.add(visit, message);
    readers.forEach(Reader::flush);
  }
}
