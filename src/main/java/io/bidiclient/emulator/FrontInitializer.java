package io.bidiclient.emulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;

/** Sets a connection up: TLS where it is wanted, HTTP/2, and a handler for each stream. */
final class FrontInitializer extends ChannelInitializer<Channel> {
  private static final long MOST_STREAMS = 1000;

  private final EmulatorOptions options;
  private final Optional<SslContext> tls;
  private final FaultScript faults;

  FrontInitializer(EmulatorOptions options, Optional<SslContext> tls) {
    this.options = options;
    this.tls = tls;
    this.faults = new FaultScript(options.faults());
  }

  @Override
  protected void initChannel(Channel channel) {
    if (faults.refusesConnection()) {
      var unused = channel.close();
      return;
    }
    if (tls.isEmpty()) {
      http2(channel.pipeline());
      return;
    }
    channel.pipeline().addLast(tls.get().newHandler(channel.alloc()), new Negotiated());
  }

  private void http2(ChannelPipeline pipeline) {
    Http2Settings settings = Http2Settings.defaultSettings().maxConcurrentStreams(MOST_STREAMS);
    pipeline.addLast(
        Http2FrameCodecBuilder.forServer().initialSettings(settings).build(),
        new Http2MultiplexHandler(new Streams()));
  }

  /** Goes on once the client has said which protocol it speaks. */
  private final class Negotiated extends ApplicationProtocolNegotiationHandler {
    Negotiated() {
      super("none");
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        http2(context.pipeline());
      } else {
        options.notes().accept("a client that does not speak HTTP/2 was sent away");
        var unused = context.close();
      }
    }
  }

  /** Gives each stream its handler, which reads by itself. */
  private final class Streams extends ChannelInitializer<Channel> {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    protected void initChannel(Channel stream) {
      stream.config().setAutoRead(false);
      stream.pipeline().addLast(new EndpointStream(options, faults));
    }
  }
}
