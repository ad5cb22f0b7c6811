package io.bidiclient.transport.sagemaker;

import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelPipeline;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/**
 * A socket that tells what nobody else hears. The SDK waits for HTTP/2 to be agreed on and has no
 * ear for a TLS handshake that fails before: without this, an untrusted certificate is a time-out.
 */
final class WatchedChannel extends NioSocketChannel {
  private final Consumer<Throwable> broken;

  /** A channel whose unheard failures go to {@code broken}, on its event loop. */
  WatchedChannel(Consumer<Throwable> broken) {
    this.broken = broken;
  }

  @Override
  protected DefaultChannelPipeline newChannelPipeline() {
    return new Pipeline(this);
  }

  private void tell(Throwable failure) {
    broken.accept(failure);
  }

  private static final class Pipeline extends DefaultChannelPipeline {
    Pipeline(Channel channel) {
      super(channel);
    }

    @Override
    protected void onUnhandledInboundUserEventTriggered(Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
        ((WatchedChannel) channel()).tell(handshake.cause());
      }
      ReferenceCountUtil.release(event);
    }

    @Override
    protected void onUnhandledInboundException(Throwable failure) {
      ((WatchedChannel) channel()).tell(failure);
      ReferenceCountUtil.release(failure);
    }
  }
}
