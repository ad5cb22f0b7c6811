package io.bidiclient.live;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of somebody who reads along. It says who it is, and nothing else is taken from it:
 * there is no way from here to a recording.
 */
final class ReaderSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderSocket.class);

  private final Audience audience;
  private Optional<Audience.Reader> reader = Optional.empty();

  ReaderSocket(Audience audience) {
    this.audience = audience;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      var unused = context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    } else if (frame instanceof TextWebSocketFrame text) {
      take(context, text.text());
    } else {
      refuse(context, "it sent audio");
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    reader.ifPresent(Audience.Reader::flush);
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reader.ifPresent(audience::leave);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a reader's connection failed", cause);
    var unused = context.close();
  }

  private void take(ChannelHandlerContext context, String text) {
    try {
      PageMessage message = PageMessageReader.read(text);
      if (message instanceof PageMessage.Hello hello && reader.isEmpty()) {
        enter(context, hello);
      } else if (message instanceof PageMessage.Bye) {
        var unused = context.close();
      } else if (!(message instanceof PageMessage.Seen)) {
        refuse(context, "it sent more than its name");
      }
    } catch (PageFault e) {
      refuse(context, e.getMessage());
    }
  }

  private void enter(ChannelHandlerContext context, PageMessage.Hello hello) {
    reader = audience.enter(context.channel(), hello);
    if (reader.isEmpty()) {
      VisitSocket.ClosingHandshake.begin(
          context,
          ServerMessages.refused(
              "visitors",
              "all places are taken: as many people read along as may",
              "this page tries again by itself; somebody else has to leave first"),
          WebSocketCloseStatus.TRY_AGAIN_LATER);
    }
  }

  private static void refuse(ChannelHandlerContext context, String why) {
    LOG.info("a reader broke the rules: {}", why);
    VisitSocket.ClosingHandshake.begin(
        context,
        ServerMessages.refused(
            "protocol",
            "the server ended this page's connection: this address is for reading alone, and "
                + why,
            "load the page again"),
        WebSocketCloseStatus.POLICY_VIOLATION);
  }
}
