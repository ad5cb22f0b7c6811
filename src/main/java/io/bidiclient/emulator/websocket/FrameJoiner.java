package io.bidiclient.emulator.websocket;

import io.bidiclient.emulator.session.ContainerClosed;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Joins the fragments of a WebSocket message (RFC 6455 section 5.4), as bytes. */
public final class FrameJoiner {
  private final int largest;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(0);
  private boolean text;

  /**
   * A joiner.
   *
   * @param largest bytes of the longest message
   */
  public FrameJoiner(int largest) {
    this.largest = largest;
  }

  /** A whole message as it came. */
  public record Joined(boolean text, ByteBuffer bytes) {}

  /** Takes a data frame, which stays the caller's, and gives the message that it completes. */
  public Optional<Joined> add(WebSocketFrame frame) throws ContainerClosed {
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      text = frame instanceof TextWebSocketFrame;
    }
    if ((long) head.size() + frame.content().readableBytes() > largest) {
      throw new ContainerClosed(1009, "message over " + largest + " bytes");
    }
    byte[] bytes = ByteBufUtil.getBytes(frame.content());
    if (frame.isFinalFragment() && head.size() == 0) {
      return Optional.of(new Joined(text, ByteBuffer.wrap(bytes)));
    }
    head.writeBytes(bytes);
    if (!frame.isFinalFragment()) {
      return Optional.empty();
    }
    Joined message = new Joined(text, ByteBuffer.wrap(head.toByteArray()));
    head.reset();
    return Optional.of(message);
  }
}
