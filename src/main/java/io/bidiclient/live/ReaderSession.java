package io.bidiclient.live;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Map;
import java.util.Optional;

/** One who reads along, at a place of the audience's log. On the server's event loop. */
final class ReaderSession {
  private final Audience audience;
  private final Channel channel;

  /** The next line. */
  private long place;

  ReaderSession(Audience audience, Channel channel, long place) {
    this.audience = audience;
    this.channel = channel;
    this.place = Math.max(0, place);
  }

  /** Sends the lines that are due, as far as the connection takes them. */
  void flush() {
    while (channel.isWritable()) {
      if (place < audience.first()) {
        send(ServerMessages.dropped(audience.first() - place));
        place = audience.first();
      }
      Optional<Map.Entry<Long, String>> next = audience.from(place);
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
