package io.bidiclient.live;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a page. A normal Close says that the page is left; without one, or with a code
 * of its own, the page means to come back.
 */
final class VisitSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(VisitSocket.class);

  /** Normal closure, going away, and a Close without a code. */
  private static final Set<Integer> LEAVING = Set.of(1000, 1001, -1);

  private final Visitors visitors;
  private Optional<PageSession> visit = Optional.empty();

  VisitSocket(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    try {
      if (frame instanceof TextWebSocketFrame text) {
        PageMessageReader.read(text.text()).accept(new Hearing(context));
      } else if (frame instanceof BinaryWebSocketFrame binary) {
        here(context).audio(ByteBufUtil.getBytes(binary.content()));
      } else if (frame instanceof CloseWebSocketFrame close) {
        if (LEAVING.contains(close.statusCode())) {
          leave(context);
        }
        var unused = context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      }
    } catch (PageFault e) {
      refuse(context, e);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    visit.filter(known -> known.isOn(context.channel())).ifPresent(PageSession::flush);
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    visit.filter(known -> known.isOn(context.channel())).ifPresent(visitors::lost);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a page's connection failed", cause);
    var unused = context.close();
  }

  private PageSession here(ChannelHandlerContext context) throws PageFault {
    return visit
        .filter(known -> known.isOn(context.channel()))
        .orElseThrow(() -> new PageFault("a message before hello"));
  }

  private void leave(ChannelHandlerContext context) {
    visit.filter(known -> known.isOn(context.channel())).ifPresent(visitors::leave);
  }

  private void refuse(ChannelHandlerContext context, PageFault fault) {
    LOG.info("a page broke the rules: {}", fault.getMessage());
    leave(context);
    ClosingHandshake.begin(
        context,
        ServerMessages.refused(
            "protocol",
            "the server ended this page's connection: " + fault.getMessage(),
            "load the page again"),
        WebSocketCloseStatus.POLICY_VIOLATION);
  }

  /** What follows from a message. */
  private final class Hearing implements PageMessage.Visitor {
    private final ChannelHandlerContext context;

    Hearing(ChannelHandlerContext context) {
      this.context = context;
    }

    @Override
    public void hello(PageMessage.Hello hello) throws PageFault {
      if (visit.isPresent()) {
        throw new PageFault("a second hello");
      }
      visit = visitors.enter(context.channel(), hello);
      if (visit.isEmpty()) {
        ClosingHandshake.begin(
            context,
            ServerMessages.refused(
                "visitors",
                "all places are taken: as many pages are open as this server takes",
                "close another page, or ask whoever runs this server to let more in"),
            WebSocketCloseStatus.TRY_AGAIN_LATER);
      }
    }

    @Override
    public void start(PageMessage.Start start) throws PageFault {
      here(context).start(start);
    }

    @Override
    public void stop() throws PageFault {
      here(context).stop();
    }

    @Override
    public void seen(PageMessage.Seen seen) throws PageFault {
      here(context).seen(seen.seq());
    }

    @Override
    public void export(PageMessage.Export export) throws PageFault {
      here(context).export(export);
    }

    @Override
    public void clear() throws PageFault {
      here(context).clear();
    }

    @Override
    public void restore() throws PageFault {
      here(context).restore();
    }

    @Override
    public void bye() throws PageFault {
      visitors.leave(here(context));
    }
  }

  /**
   * Ends a connection so that the page reads why: says it, then reads over what still comes until
   * the page has answered the Close (RFC 6455, 7.1.1). A connection that is closed with bytes
   * unread is reset, and the page loses what it has not read yet. Used on the channel's event loop.
   */
  static final class ClosingHandshake extends ChannelInboundHandlerAdapter {
    /** A page that has not answered after so many seconds is not waited for. */
    private static final int PATIENCE = 5;

    private ClosingHandshake() {}

    /** Sends a last message and a Close, and lets nothing more through to the handler. */
    static void begin(ChannelHandlerContext context, String message, WebSocketCloseStatus status) {
      context.pipeline().addBefore(context.name(), null, new ClosingHandshake());
      var unused = context.write(new TextWebSocketFrame(message));
      Future<?> impatience =
          context.executor().schedule(() -> end(context), PATIENCE, TimeUnit.SECONDS);
      context
          .writeAndFlush(new CloseWebSocketFrame(status))
          .channel()
          .closeFuture()
          .addListener(closed -> impatience.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      boolean answered = frame instanceof CloseWebSocketFrame;
      ReferenceCountUtil.release(frame);
      if (answered) {
        end(context);
      }
    }

    private static void end(ChannelHandlerContext context) {
      var unused = context.close();
    }
  }
}
