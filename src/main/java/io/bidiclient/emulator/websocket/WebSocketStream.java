package io.bidiclient.emulator.websocket;

import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.config.Refusal;
import io.bidiclient.emulator.session.ClientWire;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.emulator.session.Conversation;
import io.bidiclient.emulator.session.Service;
import io.bidiclient.emulator.session.SessionOpener;
import io.bidiclient.emulator.session.StreamException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket to a session (RFC 6455), from its handshake on. Lives on its connection's event
 * loop.
 */
final class WebSocketStream extends ChannelInboundHandlerAdapter implements SessionOpener.Answer {
  /** How long a client may take to answer a Close. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Service service;
  private final FullHttpRequest request;
  private final FrameJoiner joiner;
  private ChannelHandlerContext context;
  private SessionOpener opening;

  /**
   * A stream that is asked for.
   *
   * @param request owned from now on
   */
  WebSocketStream(Service service, FullHttpRequest request) {
    this.service = service;
    this.request = request;
    this.joiner = new FrameJoiner(service.options().caps().messageBytes());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    opening = new SessionOpener(added, service, this);
  }

  /** Asks for the session; nothing is read until it is there. */
  void open(Optional<FaultPlan> plan) {
    context.channel().config().setAutoRead(false);
    opening.begin(plan, request.uri());
  }

  @Override
  public ClientWire accepted() {
    int largest = service.options().caps().messageBytes();
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(largest)
            .withUTF8Validator(false)
            .build();
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("", null, config).newHandshaker(request);
    if (handshaker == null) {
      HttpReply.send(context, 426, "a WebSocket version other than 13");
    } else {
      var unused = handshaker.handshake(context.channel(), request);
    }
    return new SocketWriter(context);
  }

  @Override
  public void refused(Refusal refusal) {
    service.note("refused: " + refusal.message());
    // What is a failed container to SageMaker is a bad gateway here.
    int status = refusal.type().equals("ModelError") ? 502 : refusal.status();
    HttpReply.send(context, status, refusal.message());
  }

  @Override
  public void ended() {
    opening.close();
    var unused = context.executor().schedule(this::letGo, GRACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    try {
      if (message instanceof CloseWebSocketFrame close) {
        closed(close);
      } else if (message instanceof PingWebSocketFrame ping) {
        var unused = reading.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      } else if (message instanceof WebSocketFrame frame
          && !(message instanceof PongWebSocketFrame)) {
        opening.with(conversation -> hear(conversation, frame));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext read) {
    pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    pump();
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    opening.close();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    opening.close();
    request.release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
    // The decoder has sent the Close that fits, such as 1009, before it throws.
    service.note("a WebSocket failed: " + cause.getMessage());
    opening.close();
  }

  private void hear(Conversation conversation, WebSocketFrame frame) {
    try {
      joiner.add(frame).ifPresent(message -> conversation.receive(message.text(), message.bytes()));
    } catch (ContainerClosed e) {
      conversation.fail(StreamException.closed(e));
    }
  }

  /** The client closed: so do we, and the tail is dropped. */
  private void closed(CloseWebSocketFrame close) {
    if (opening.isOver()) {
      // It answers ours.
      var unused = context.close();
    } else {
      opening.with(Conversation::close);
      opening.close();
      var unused = context.writeAndFlush(close.retain());
      ended();
    }
  }

  private void letGo() {
    var unused = context.close();
  }

  private void pump() {
    if (!opening.isPending()) {
      opening.pump();
    }
  }
}
