package io.bidiclient.transport.sagemaker;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** A real HTTP/2 server on loopback that does to each stream what a test's script says. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails shows at the client.
public final class Http2Server implements AutoCloseable {
  /** What a test does when something comes; each call is on the stream's own event loop. */
  public interface Script {
    default void opened(Stream stream) {
      stream.accept();
    }

    default void received(Stream stream, String text) {}

    default void ended(Stream stream) {
      stream.end();
    }
  }

  private final NioEventLoopGroup loops = new NioEventLoopGroup(2);
  private final Channel listening;
  private volatile int mute;
  private volatile long mostStreams = 100;
  private final String scheme;
  private final AtomicInteger connections = new AtomicInteger();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final AtomicInteger posts = new AtomicInteger();
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicReference<Http2Headers> headers = new AtomicReference<>();
  private final List<String> dataTypes = new CopyOnWriteArrayList<>();

  public Http2Server(Script script) {
    this(script, Optional.empty());
  }

  public Http2Server(Script script, Optional<SslContext> tls) {
    scheme = tls.isPresent() ? "https" : "http";
    listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel ch) {
                    int before = connections.getAndIncrement();
                    connected.complete(null);
                    if (before < mute) {
                      return;
                    }
                    tls.ifPresent(t -> ch.pipeline().addLast(t.newHandler(ch.alloc())));
                    Http2Settings settings =
                        Http2Settings.defaultSettings().maxConcurrentStreams(mostStreams);
                    ch.pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forServer().initialSettings(settings).build());
                    ch.pipeline().addLast(new Http2MultiplexHandler(streams(script)));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  private ChannelInitializer<Channel> streams(Script script) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel ch) {
        ch.pipeline().addLast(new Stream(script));
      }
    };
  }

  public URI url() {
    return URI.create(
        scheme + "://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort());
  }

  /** Says nothing on so many connections from the first. */
  void mute(int first) {
    mute = first;
  }

  /** Takes no more streams at once on each connection that is made from here on. */
  void mostStreams(int most) {
    mostStreams = most;
  }

  int posts() {
    return posts.get();
  }

  /** Waits for the first connection. */
  void awaitConnection() throws Exception {
    connected.get(15, TimeUnit.SECONDS);
  }

  int connections() {
    return connections.get();
  }

  /** How many streams the client reset. */
  int resets() {
    return resets.get();
  }

  Http2Headers headers() {
    return headers.get();
  }

  List<String> dataTypes() {
    return dataTypes;
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** One stream, and all that can be done to it. */
  public final class Stream extends ChannelDuplexHandler {
    private final Script script;
    private final MessageDecoder envelopes = new MessageDecoder();
    private ChannelHandlerContext context;
    private Optional<Http2Headers> request = Optional.empty();

    private Stream(Script script) {
      this.script = script;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      context = ctx;
      if (frame instanceof Http2HeadersFrame start) {
        posts.incrementAndGet();
        headers.set(start.headers());
        request = Optional.of(start.headers());
        script.opened(this);
      } else if (frame instanceof Http2DataFrame data) {
        byte[] bytes = new byte[data.content().readableBytes()];
        data.content().readBytes(bytes);
        read(bytes);
      }
      ReferenceCountUtil.release(frame);
    }

    private void read(byte[] bytes) {
      envelopes.feed(ByteBuffer.wrap(bytes));
      for (Message envelope : envelopes.getDecodedMessages()) {
        if (envelope.getPayload().length == 0) {
          script.ended(this);
        } else {
          Message part = Message.decode(ByteBuffer.wrap(envelope.getPayload()));
          dataTypes.add(part.getHeaders().get("DataType").getString());
          script.received(this, new String(part.getPayload(), StandardCharsets.UTF_8));
        }
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
      if (event instanceof Http2ResetFrame) {
        resets.incrementAndGet();
      }
      super.userEventTriggered(ctx, event);
    }

    /** A header of its request; empty where there is none of the name. */
    public String header(String name) {
      return request.map(fields -> fields.get(name)).map(CharSequence::toString).orElse("");
    }

    public void accept() {
      Http2Headers ok = new DefaultHttp2Headers().status("200");
      ok.set("content-type", "application/vnd.amazon.eventstream");
      ok.set("x-amzn-requestid", "req-1");
      context.writeAndFlush(new DefaultHttp2HeadersFrame(ok));
    }

    public void send(String text) {
      part(text.getBytes(StandardCharsets.UTF_8), "COMPLETE");
    }

    void part(byte[] bytes, String state) {
      event(
          Map.of(
              ":message-type", HeaderValue.fromString("event"),
              ":event-type", HeaderValue.fromString("PayloadPart"),
              ":content-type", HeaderValue.fromString("application/octet-stream"),
              "DataType", HeaderValue.fromString("UTF8"),
              "CompletionState", HeaderValue.fromString(state)),
          bytes);
    }

    void exception(String type, String json) {
      event(
          Map.of(
              ":message-type", HeaderValue.fromString("exception"),
              ":exception-type", HeaderValue.fromString(type),
              ":content-type", HeaderValue.fromString("application/json")),
          json.getBytes(StandardCharsets.UTF_8));
    }

    void event(Map<String, HeaderValue> eventHeaders, byte[] payload) {
      ByteBuffer encoded = new Message(eventHeaders, payload).toByteBuffer();
      raw(encoded);
    }

    void raw(ByteBuffer bytes) {
      context.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)));
    }

    void refuse(int status, String type, String json) {
      Http2Headers refusal = new DefaultHttp2Headers().status(Integer.toString(status));
      refusal.set("content-type", "application/json");
      refusal.set("x-amzn-requestid", "req-1");
      if (!type.isEmpty()) {
        refusal.set("x-amzn-errortype", type);
      }
      context.write(new DefaultHttp2HeadersFrame(refusal));
      context.writeAndFlush(
          new DefaultHttp2DataFrame(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8), true));
    }

    /** Answers as something else than SageMaker would. */
    void answer(int status, Map<String, String> fields, String body) {
      Http2Headers answer = new DefaultHttp2Headers().status(Integer.toString(status));
      fields.forEach(answer::set);
      context.write(new DefaultHttp2HeadersFrame(answer));
      context.writeAndFlush(
          new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), true));
    }

    void end() {
      context.writeAndFlush(new DefaultHttp2DataFrame(true));
    }

    public void reset() {
      context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
    }

    /** Announces the end of the connection to streams after this one. */
    public void goAway() {
      context.channel().parent().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
    }

    public void drop() {
      context.channel().parent().close();
    }

    /** Drops the connection with a TCP reset. */
    public void dropHard() {
      ((SocketChannel) context.channel().parent()).config().setSoLinger(0);
      context.channel().parent().close();
    }

    void stopReading() {
      context.channel().config().setAutoRead(false);
    }
  }
}
