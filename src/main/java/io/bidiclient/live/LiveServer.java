package io.bidiclient.live;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves the live page: what a visitor says into it is streamed, and the words go back as they are
 * heard. One event loop owns all visits; each recording runs on a thread of its own. Safe for use
 * from many threads.
 */
public final class LiveServer implements AutoCloseable {
  private static final int LARGEST_REQUEST = 16 << 10;
  private static final int DEAD_SECONDS = 60;
  private static final int PING_SECONDS = 20;

  private final EventLoopGroup group;
  private final ExecutorService takes;
  private final Visitors visitors;
  private final ChannelGroup connections;
  private final Channel server;
  private final String url;
  private final Optional<String> readersUrl;

  private LiveServer(
      EventLoopGroup group,
      ExecutorService takes,
      Visitors visitors,
      ChannelGroup connections,
      Channel server,
      String url,
      Optional<String> readersUrl) {
    this.group = group;
    this.takes = takes;
    this.visitors = visitors;
    this.connections = connections;
    this.server = server;
    this.url = url;
    this.readersUrl = readersUrl;
  }

  /** Starts to listen with nobody to tell of what goes wrong. */
  static LiveServer start(LiveOptions options, Streaming streaming) throws IOException {
    return start(options, streaming, Hosting.UNATTENDED);
  }

  /**
   * Starts to listen, and returns when it does.
   *
   * @throws IOException where the address is taken, or the certificate or key cannot be read
   */
  public static LiveServer start(LiveOptions options, Streaming streaming, Hosting hosting)
      throws IOException {
    Optional<SslContext> tls = Optional.empty();
    Set<String> names = Set.of();
    if (options.tls().isPresent()) {
      tls = Optional.of(Certificates.context(options.tls().get()));
      names = Certificates.names(options.tls().get());
    }
    boolean secure = tls.isPresent();
    Access access = new Access(names, secure);
    Access readers = new Access(names, secure);
    EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("live", true));
    EventLoop loop = group.next();
    ExecutorService takes = Executors.newCachedThreadPool(new DefaultThreadFactory("take", true));
    Visitors visitors = new Visitors(options, streaming, hosting, loop, takes, readers.token());
    ChannelGroup connections = new DefaultChannelGroup(loop);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Connections(access, readers, visitors, connections, tls))
            .bind(new InetSocketAddress(options.bind(), options.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      takes.shutdownNow();
      stop(group);
      String at = options.bind().getHostAddress() + ":" + options.port();
      throw new IOException("cannot listen on " + at + ": " + bound.cause().getMessage());
    }
    InetSocketAddress at = (InetSocketAddress) bound.channel().localAddress();
    String origin = (secure ? "https://" : "http://") + host(at.getAddress(), names);
    String base = origin + ":" + at.getPort();
    return new LiveServer(
        group,
        takes,
        visitors,
        connections,
        bound.channel(),
        base + "/?" + Access.PARAMETER + "=" + access.token(),
        visitors
            .audience()
            .map(any -> base + PageFiles.READ + "?" + Access.PARAMETER + "=" + readers.token()));
  }

  /** The page's address, with this run's token. */
  public String url() {
    return url;
  }

  /** The address of those who read along, with a token of its own; empty where nobody may. */
  public Optional<String> readersUrl() {
    return readersUrl;
  }

  /** Lets nobody in any more, and waits for the last words of the recordings in progress. */
  public void finish(Duration longest) throws InterruptedException {
    server.close().awaitUninterruptibly();
    group.submit(visitors::finish).awaitUninterruptibly();
    takes.shutdown();
    var unused = takes.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends every connection and gives the port and the threads back, in milliseconds. */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    server.close().awaitUninterruptibly();
    takes.shutdownNow();
    awaitTakes();
    // After what the recordings have posted to the same loop.
    group.submit(this::sayGoodbye).awaitUninterruptibly();
    stop(group);
  }

  /** They were interrupted, and post their ends while the loop still takes them. */
  private void awaitTakes() {
    try {
      var unused = takes.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A machine that is reached under all its addresses is called what its certificate calls it. */
  private static String host(InetAddress bound, Set<String> names) {
    if (bound.isAnyLocalAddress()) {
      return names.stream()
          .filter(name -> !name.startsWith("*"))
          .min(Comparator.naturalOrder())
          .orElse("localhost");
    }
    String address = bound.getHostAddress();
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private void sayGoodbye() {
    var unused =
        connections.writeAndFlush(
            new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE));
  }

  private static void stop(EventLoopGroup group) {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Sets a connection up. */
  private static final class Connections extends ChannelInitializer<Channel> {
    private final Access access;
    private final Access readers;
    private final Visitors visitors;
    private final ChannelGroup connections;
    private final Optional<SslContext> tls;

    Connections(
        Access access,
        Access readers,
        Visitors visitors,
        ChannelGroup connections,
        Optional<SslContext> tls) {
      this.access = access;
      this.readers = readers;
      this.visitors = visitors;
      this.connections = connections;
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
      connections.add(channel);
      tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
      int port = ((InetSocketAddress) channel.localAddress()).getPort();
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(DEAD_SECONDS, PING_SECONDS, 0),
              new HttpServerCodec(),
              new HttpObjectAggregator(LARGEST_REQUEST),
              new PageFront(access, readers, visitors, visitors.audience(), port, tls.isPresent()));
    }
  }
}
