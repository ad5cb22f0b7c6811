package io.bidiclient.emulator.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks a container for {@code GET /ping}, once, and tells what it makes of the answer. */
public final class PingProbe extends SimpleChannelInboundHandler<FullHttpResponse> {
  private static final int LARGEST_ANSWER = 64 << 10;

  private final String host;
  private final Consumer<String> notes;
  private boolean told;

  private PingProbe(String host, Consumer<String> notes) {
    this.host = host;
    this.notes = notes;
  }

  /**
   * Asks, and returns at once; the answer goes to the notes. A container behind TLS is not asked.
   */
  public static void send(EventLoopGroup group, URI base, Consumer<String> notes) {
    if (base.getScheme().equals("wss")) {
      return;
    }
    int port = UpstreamContainer.port(base);
    PingProbe probe = new PingProbe(base.getHost() + ":" + port, notes);
    int millis = (int) SageMakerRules.ANSWER_PING.toMillis();
    var unused =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new ReadTimeoutHandler(millis, TimeUnit.MILLISECONDS),
                            new HttpClientCodec(),
                            new HttpObjectAggregator(LARGEST_ANSWER),
                            probe);
                  }
                })
            .connect(base.getHost(), port)
            .addListener(
                (ChannelFutureListener)
                    done -> {
                      if (!done.isSuccess()) {
                        probe.tell("did not: " + done.cause().getMessage());
                      }
                    });
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/ping");
    request.headers().set("host", host);
    var unused = context.writeAndFlush(request);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    int status = response.status().code();
    if (status != 200) {
      tell("answered " + status);
    } else {
      told = true;
      notes.accept("the container answers /ping");
    }
    var unused = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    tell("closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    tell(
        cause instanceof ReadTimeoutException
            ? "said nothing in " + SageMakerRules.ANSWER_PING.toSeconds() + " s"
            : "failed: " + cause.getMessage());
    var unused = context.close();
  }

  private void tell(String what) {
    if (!told) {
      told = true;
      notes.accept(
          "rule broken: the container must answer GET /ping with 200 within "
              + SageMakerRules.ANSWER_PING.toSeconds()
              + " s; it "
              + what);
    }
  }
}
