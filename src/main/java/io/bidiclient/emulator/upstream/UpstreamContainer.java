package io.bidiclient.emulator.upstream;

import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.session.Container;
import io.bidiclient.emulator.session.ContainerSession;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * A real container behind the fronts, as SageMaker's sidecar reaches it: a WebSocket for each
 * stream, to the path that the request names. A rule of SageMaker's that the container breaks is
 * told as a note.
 */
public final class UpstreamContainer implements Container {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int LARGEST_ANSWER = 64 << 10;

  private final URI base;
  private final Optional<SslContext> tls;

  /**
   * A container.
   *
   * @param base {@code ws://HOST:PORT} or {@code wss://}; a path of it is not used
   */
  public UpstreamContainer(URI base) throws SSLException {
    this.base = base;
    this.tls =
        base.getScheme().equals("wss")
            ? Optional.of(SslContextBuilder.forClient().build())
            : Optional.empty();
  }

  /** The port that a URL names, or that its scheme stands for. */
  static int port(URI url) {
    int usual = url.getScheme().equals("wss") ? 443 : 80;
    return url.getPort() < 0 ? usual : url.getPort();
  }

  @Override
  public Future<ContainerSession> open(
      EventLoop loop, EmulatorOptions options, String path, Runnable ready) {
    Promise<ContainerSession> promise = loop.newPromise();
    int port = port(base);
    URI url = URI.create(base.getScheme() + "://" + base.getHost() + ":" + port + path);
    UpstreamSession session = new UpstreamSession(url, options, promise, ready);
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    tls.ifPresent(
                        context ->
                            channel
                                .pipeline()
                                .addLast(
                                    context.newHandler(channel.alloc(), base.getHost(), port)));
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(LARGEST_ANSWER),
                            session);
                  }
                })
            .connect(base.getHost(), port);
    var unused =
        connected.addListener(
            (ChannelFutureListener)
                done -> {
                  if (!done.isSuccess()) {
                    promise.tryFailure(done.cause());
                  }
                });
    return promise;
  }
}
