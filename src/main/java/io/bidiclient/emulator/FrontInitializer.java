package io.bidiclient.emulator;

import io.bidiclient.emulator.sagemaker.EndpointStream;
import io.bidiclient.emulator.session.Service;
import io.bidiclient.emulator.websocket.WebFront;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Sets a connection up: TLS where it is wanted, then HTTP/2 or HTTP/1.1 as the client has it. */
final class FrontInitializer extends ChannelInitializer<Channel> {
  private static final long MOST_STREAMS = 1000;
  private static final int LARGEST_REQUEST = 64 << 10;

  /** No method of HTTP/1.1 begins so. */
  private static final byte[] PREFACE = "PRI ".getBytes(StandardCharsets.US_ASCII);

  private final Service service;
  private final Optional<SslContext> tls;

  FrontInitializer(Service service, Optional<SslContext> tls) {
    this.service = service;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (service.refusesConnection()) {
      var unused = channel.close();
      return;
    }
    if (tls.isEmpty()) {
      channel.pipeline().addLast(new Sniffer());
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

  private void http1(ChannelPipeline pipeline) {
    pipeline.addLast(
        new HttpServerCodec(), new HttpObjectAggregator(LARGEST_REQUEST), new WebFront(service));
  }

  /** Tells HTTP/2 with prior knowledge from HTTP/1.1 by the first bytes (RFC 9113 section 3.4). */
  private final class Sniffer extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      int length = Math.min(in.readableBytes(), PREFACE.length);
      for (int i = 0; i < length; i++) {
        if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
          http1(context.pipeline());
          context.pipeline().remove(this);
          return;
        }
      }
      if (length == PREFACE.length) {
        http2(context.pipeline());
        context.pipeline().remove(this);
      }
    }
  }

  /** Goes on once the client has said which protocol it speaks. */
  private final class Negotiated extends ApplicationProtocolNegotiationHandler {
    Negotiated() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        http2(context.pipeline());
      } else {
        http1(context.pipeline());
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
      stream.pipeline().addLast(new EndpointStream(service));
    }
  }
}
