package io.bidiclient.emulator;

import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.delivery.DeliveredModel;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.session.Container;
import io.bidiclient.emulator.session.Service;
import io.bidiclient.emulator.upstream.PingProbe;
import io.bidiclient.emulator.upstream.UpstreamContainer;
import io.bidiclient.emulator.vllm.BuiltInContainer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A SageMaker endpoint on this machine: the HTTP/2 front with its signed event stream, and a vLLM
 * Realtime session behind each request. The same port answers as a container does, over HTTP/1.1:
 * {@code /ping} and the WebSockets. Signatures are asked for and not verified. Owns its threads;
 * safe for use from many threads.
 */
public final class Emulator implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int BACKLOG = 1024;

  private final EventLoopGroup group;
  private final Channel server;
  private final boolean secure;
  private final EmulatorModel model;

  private Emulator(EventLoopGroup group, Channel server, boolean secure, EmulatorModel model) {
    this.group = group;
    this.server = server;
    this.secure = secure;
    this.model = model;
  }

  /**
   * Starts to listen, and returns when it does.
   *
   * @throws IOException where the address is taken, or the certificate or key cannot be read
   */
  public static Emulator start(EmulatorOptions options) throws IOException {
    Optional<SslContext> tls = Optional.empty();
    if (options.tls().isPresent()) {
      tls = Optional.of(tls(options.tls().get()));
    }
    Optional<Container> upstream = Optional.empty();
    if (options.upstream().isPresent()) {
      upstream = Optional.of(new UpstreamContainer(options.upstream().get()));
    }
    EventLoopGroup group =
        new NioEventLoopGroup(THREADS, new DefaultThreadFactory("emulator", true));
    Container container = upstream.orElseGet(() -> new BuiltInContainer(options.capacity(), group));
    EmulatorOptions delivered =
        options.withModel(new DeliveredModel(options.model(), options.delivery()));
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new FrontInitializer(new Service(delivered, container), tls))
            .bind(new InetSocketAddress(options.bind(), options.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(group);
      String at = options.bind().getHostAddress() + ":" + options.port();
      throw new IOException("cannot listen on " + at + ": " + bound.cause().getMessage());
    }
    Emulator emulator =
        new Emulator(group, bound.channel(), options.tls().isPresent(), options.model());
    String what =
        options
            .upstream()
            .map(url -> "it is a front before " + url)
            .orElseGet(() -> "it " + options.model().about());
    options.notes().accept("emulator on " + emulator.url() + ": " + what);
    options.upstream().ifPresent(url -> PingProbe.send(group, url, options.notes()));
    return emulator;
  }

  /** The port that it listens on. */
  public int port() {
    return address().getPort();
  }

  /** What to give to a client as the service's URL. */
  public String url() {
    InetAddress at = address().getAddress();
    String host = at.isAnyLocalAddress() ? "127.0.0.1" : at.getHostAddress();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (secure ? "https://" : "http://") + shown + ":" + port();
  }

  /** What to give to a client that speaks WebSocket to it. */
  public String webSocketUrl() {
    return "ws" + url().substring("http".length()) + "/v1/realtime";
  }

  /**
   * Drops every stream, closes the model and gives the port and the threads back, in milliseconds.
   */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    stop(group);
    model.close();
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  private static void stop(EventLoopGroup group) {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static SslContext tls(EmulatorOptions.Tls files) throws IOException {
    try {
      return SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
          .sslProvider(SslProvider.JDK)
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot use " + files.certificate() + " with " + files.key() + ": " + e.getMessage(), e);
    }
  }
}
