package io.bidiclient.live;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection's requests: the page's files, and its WebSocket. */
final class PageFront extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** Where the page opens its WebSocket. */
  static final String SOCKET = "/visit";

  /** Where the page of those who read along opens its WebSocket. */
  static final String WATCH = "/watch";

  private static final Logger LOG = LoggerFactory.getLogger(PageFront.class);
  private static final int LARGEST_MESSAGE = 128 << 10;

  private final Access access;
  private final Access readers;
  private final Visitors visitors;
  private final Optional<Audience> audience;
  private final int port;
  private final boolean secure;

  /**
   * A front.
   *
   * @param access who may speak
   * @param readers who may read along
   * @param audience where they do; empty where nobody may
   * @param port where it listens
   * @param secure whether it is spoken to over TLS
   */
  PageFront(
      Access access,
      Access readers,
      Visitors visitors,
      Optional<Audience> audience,
      int port,
      boolean secure) {
    this.access = access;
    this.readers = readers;
    this.visitors = visitors;
    this.audience = audience;
    this.port = port;
    this.secure = secure;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
      throws IOException {
    String path = request.uri().replaceFirst("\\?.*", "");
    Optional<String> refusal = access.refusal(request, cookie());
    if (refusal.isPresent() && isForReaders(path)) {
      refusal = readers.refusal(request, readersCookie());
    }
    if (refusal.isPresent()) {
      LOG.info("refused {} {}", request.method(), path);
      say(context, request, HttpResponseStatus.FORBIDDEN, refusal.get());
    } else if (path.equals(SOCKET)) {
      open(context, request, SOCKET, new VisitSocket(visitors));
    } else if (path.equals(WATCH) && audience.isPresent()) {
      open(context, request, WATCH, new ReaderSocket(audience.get()));
    } else if (!request.method().equals(HttpMethod.GET)) {
      say(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET is answered.");
    } else {
      boolean closed = path.equals(PageFiles.READ) && audience.isEmpty();
      Optional<PageFiles.Served> file = closed ? Optional.empty() : PageFiles.at(path);
      if (file.isPresent()) {
        answer(context, request, HttpResponseStatus.OK, file.get());
      } else {
        say(context, request, HttpResponseStatus.NOT_FOUND, "There is nothing here.");
      }
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent idle && idle.state() == IdleState.READER_IDLE) {
      var unused = context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a connection failed", cause);
    var unused = context.close();
  }

  /** Who may only read gets nothing that speaks. */
  private boolean isForReaders(String path) {
    return audience.isPresent()
        && !path.equals("/")
        && !path.equals(SOCKET)
        && !path.equals("/page.html");
  }

  /** Cookies know no ports: two servers on one machine keep out of each other's way. */
  private String cookie() {
    return "bidi-live-" + port;
  }

  private String readersCookie() {
    return "bidi-read-" + port;
  }

  private void open(
      ChannelHandlerContext context, FullHttpRequest request, String path, ChannelHandler socket) {
    if (!access.isFromOurPage(request)) {
      LOG.info("refused a WebSocket from {}", request.headers().get(HttpHeaderNames.ORIGIN));
      say(
          context,
          request,
          HttpResponseStatus.FORBIDDEN,
          "Only this server's own page may open its WebSocket.");
      return;
    }
    WebSocketServerProtocolConfig config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath(path)
            .checkStartsWith(true)
            .handleCloseFrames(false)
            .maxFramePayloadLength(LARGEST_MESSAGE)
            .build();
    ChannelPipeline pipeline = context.pipeline();
    pipeline.addLast(
        new WebSocketServerProtocolHandler(config),
        new WebSocketFrameAggregator(LARGEST_MESSAGE),
        new Pinger(),
        socket);
    context.fireChannelRead(request.retain());
  }

  private void say(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      String text) {
    answer(
        context, request, status, new PageFiles.Served("text/plain; charset=utf-8", text + "\n"));
  }

  private void answer(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      PageFiles.Served body) {
    byte[] bytes = body.text().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bytes));
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, body.type());
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy(request));
    headers.set("permissions-policy", "microphone=(self), camera=(), geolocation=()");
    headers.set("referrer-policy", "no-referrer");
    headers.set("x-content-type-options", "nosniff");
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("cross-origin-resource-policy", "same-origin");
    if (access.hasToken(request)) {
      headers.set(HttpHeaderNames.SET_COOKIE, kept(cookie(), access));
    } else if (readers.hasToken(request)) {
      headers.set(HttpHeaderNames.SET_COOKIE, kept(readersCookie(), readers));
    }
    // One request a connection is plenty for a page of ten files on loopback.
    headers.set(HttpHeaderNames.CONNECTION, "close");
    var unused = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  /** Scripts cannot read it, and other sites' pages do not send it. */
  private String kept(String name, Access whose) {
    return name
        + "="
        + whose.token()
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }

  /** Nothing but what came from here, and the WebSocket, which older browsers want named. */
  private String policy(FullHttpRequest request) {
    String socket = (secure ? "wss://" : "ws://") + request.headers().get(HttpHeaderNames.HOST);
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        + " connect-src 'self' "
        + socket
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** Pings a page that nothing was sent to for a while. */
  private static final class Pinger extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof IdleStateEvent idle && idle.state() == IdleState.WRITER_IDLE) {
        // What has lost its network without a word is found by the missing answer.
        var unused = context.writeAndFlush(new PingWebSocketFrame());
      }
      context.fireUserEventTriggered(event);
    }
  }
}
