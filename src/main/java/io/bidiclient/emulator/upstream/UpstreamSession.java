package io.bidiclient.emulator.upstream;

import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.emulator.session.ContainerSession;
import io.bidiclient.emulator.websocket.FrameJoiner;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket to a container. Lives on the event loop of the stream that it serves.
 *
 * <p>The container is read from only while little of what it said waits for the client, and the
 * client only while the container takes more: nothing piles up.
 */
final class UpstreamSession extends ChannelInboundHandlerAdapter implements ContainerSession {
  /** Messages of the container that may wait for the client. */
  private static final int MOST_WAITING = 64;

  private final URI url;
  private final EmulatorOptions options;
  private final Promise<ContainerSession> opened;
  private final Runnable ready;
  private final WebSocketClientHandshaker handshaker;
  private final FrameJoiner joiner;
  private final Queue<FrameJoiner.Joined> said = new ArrayDeque<>();
  private final Heartbeat heartbeat;
  private final long asked = System.nanoTime();
  private Optional<ContainerClosed> end = Optional.empty();
  private ChannelHandlerContext context;
  private boolean closed;

  /**
   * A session that is asked for.
   *
   * @param opened completed when the container has taken the WebSocket or refused it
   */
  UpstreamSession(
      URI url, EmulatorOptions options, Promise<ContainerSession> opened, Runnable ready) {
    this.url = url;
    this.options = options;
    this.opened = opened;
    this.ready = ready;
    int largest = options.caps().messageBytes();
    this.joiner = new FrameJoiner(largest);
    this.handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            url, WebSocketVersion.V13, null, false, EmptyHttpHeaders.INSTANCE, largest);
    this.heartbeat = new Heartbeat(options.ping(), this::ping, this::noPong);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    var unused = handshaker.handshake(active.channel());
    var unusedTimer =
        active
            .executor()
            .schedule(this::giveUp, SageMakerRules.OPENING.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    try {
      if (message instanceof FullHttpResponse response) {
        answered(response);
      } else if (message instanceof PongWebSocketFrame) {
        heartbeat.answered();
      } else if (message instanceof PingWebSocketFrame ping) {
        var unused = reading.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      } else if (message instanceof CloseWebSocketFrame close) {
        var unused = reading.writeAndFlush(close.retain());
        end(new ContainerClosed(close.statusCode(), reason(close)));
      } else if (message instanceof WebSocketFrame frame) {
        joiner.add(frame).ifPresent(said::add);
      }
    } catch (ContainerClosed e) {
      end(e);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext read) {
    ready.run();
    readOn();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    ready.run();
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    opened.tryFailure(new IOException("the container closed the connection"));
    end(new ContainerClosed(1006, "no Close came"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
    opened.tryFailure(cause);
    end(new ContainerClosed(1006, String.valueOf(cause.getMessage()), cause));
    var unused = failing.close();
  }

  @Override
  public boolean takes() {
    return context.channel().isWritable();
  }

  @Override
  public void receive(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    write(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
  }

  @Override
  public void receiveBinary(ByteBuffer message) {
    write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
  }

  @Override
  public Optional<ByteBuffer> pollBinary() {
    FrameJoiner.Joined next = said.peek();
    if (next == null || next.text()) {
      return Optional.empty();
    }
    said.remove();
    readOn();
    return Optional.of(next.bytes());
  }

  @Override
  public Optional<String> poll() throws ContainerClosed {
    FrameJoiner.Joined next = said.poll();
    if (next != null) {
      readOn();
      return Optional.of(StandardCharsets.UTF_8.decode(next.bytes()).toString());
    }
    if (end.isPresent()) {
      throw end.get();
    }
    return Optional.empty();
  }

  @Override
  public Duration pause() {
    return Duration.ZERO;
  }

  @Override
  public void idle() {
    // The container's own affair.
  }

  /** The client ended its input: a Close for the container. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      heartbeat.stop();
      said.clear();
      write(new CloseWebSocketFrame(1000, ""));
      var unused =
          context
              .executor()
              .schedule(this::letGo, SageMakerRules.CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void answered(FullHttpResponse response) {
    if (handshaker.isHandshakeComplete()) {
      return;
    }
    try {
      handshaker.finishHandshake(context.channel(), response);
    } catch (WebSocketHandshakeException e) {
      options.notes().accept("the container refused " + url + ": " + response.status());
      opened.tryFailure(e);
      letGo();
      return;
    }
    SageMakerRules.accepted(Duration.ofNanos(System.nanoTime() - asked)).ifPresent(options.notes());
    context.channel().config().setAutoRead(false);
    heartbeat.start(context.executor());
    opened.trySuccess(this);
  }

  private void giveUp() {
    if (opened.tryFailure(new IOException("the container did not answer the handshake"))) {
      letGo();
    }
  }

  private void ping() {
    if (said.size() >= MOST_WAITING) {
      // The client is slow: a pong may wait behind what is not read now.
      heartbeat.answered();
    }
    write(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
  }

  private void noPong() {
    options.notes().accept(SageMakerRules.noPong(options.ping()));
    end(new ContainerClosed(1011, "it did not answer pings"));
    ready.run();
  }

  private void end(ContainerClosed why) {
    heartbeat.stop();
    if (end.isEmpty()) {
      end = Optional.of(why);
      ready.run();
    }
  }

  private void readOn() {
    if (said.size() < MOST_WAITING && handshaker.isHandshakeComplete()) {
      context.read();
    }
  }

  private void letGo() {
    var unused = context.close();
  }

  private void write(WebSocketFrame frame) {
    // A write fails when the connection is gone, and then the handler is told that it is inactive.
    var unused = context.writeAndFlush(frame);
  }

  private static String reason(CloseWebSocketFrame close) {
    return close.reasonText().isEmpty() ? "no reason given" : close.reasonText();
  }
}
