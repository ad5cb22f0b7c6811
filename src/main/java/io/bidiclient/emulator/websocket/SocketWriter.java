package io.bidiclient.emulator.websocket;

import io.bidiclient.emulator.session.ClientWire;
import io.bidiclient.emulator.session.StreamException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a server's side of one WebSocket. */
final class SocketWriter implements ClientWire {
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  /** A control frame holds 125 bytes, two of them the code. */
  private static final int LONGEST_REASON = 123;

  private final ChannelHandlerContext context;
  private boolean inMessage;

  SocketWriter(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void message(String text) {
    part(text.getBytes(StandardCharsets.UTF_8), true);
  }

  @Override
  public void binary(ByteBuffer bytes) {
    write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
  }

  @Override
  public void part(byte[] bytes, boolean last) {
    write(
        inMessage
            ? new ContinuationWebSocketFrame(last, 0, Unpooled.wrappedBuffer(bytes))
            : new TextWebSocketFrame(last, 0, Unpooled.wrappedBuffer(bytes)));
    inMessage = !last;
  }

  @Override
  public void damage() {
    // No extension was agreed on that would give the first reserved bit a meaning.
    write(new TextWebSocketFrame(true, 4, Unpooled.EMPTY_BUFFER));
    flush();
  }

  @Override
  public void fail(StreamException failure) {
    close(failure.closeCode(), failure.getMessage());
  }

  @Override
  public void end() {
    close(NORMAL, "");
  }

  @Override
  public void goAway() {
    close(GOING_AWAY, "the server shuts down");
  }

  @Override
  public void reset() {
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    var unused = context.close();
  }

  @Override
  public void drop() {
    var unused =
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void keepAlive() {
    write(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
  }

  @Override
  public void flush() {
    context.flush();
  }

  private void close(int code, String reason) {
    write(new CloseWebSocketFrame(code, fitting(reason)));
    flush();
  }

  /** As much of the reason as a Close holds. */
  private static String fitting(String reason) {
    String fits = reason;
    while (fits.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
      fits = fits.substring(0, fits.offsetByCodePoints(fits.length(), -1));
    }
    return fits;
  }

  private void write(Object frame) {
    // A write fails when the connection is gone, and then the handler is told that it is inactive.
    var unused = context.write(frame);
  }
}
