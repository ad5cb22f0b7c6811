package io.bidiclient.transport.sagemaker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.ProxyRefusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelPipeline;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A socket that reports what is reported nowhere else. The SDK waits for HTTP/2 to be agreed on and
 * has no ear for a TLS handshake that fails before: without this, an untrusted certificate is a
 * time-out. It keeps a proxy's status to itself, too.
 */
final class WatchedChannel extends NioSocketChannel {
  private static final Pattern REFUSAL = Pattern.compile("HTTP/1\\.\\d ([1345]\\d\\d[^\\r\\n]*)");
  private static final int LONGEST_LINE = 200;

  private final Consumer<Throwable> broken;
  private Optional<HttpProxy> asked;

  /**
   * A channel whose unheard failures go to {@code broken}, on its event loop.
   *
   * @param proxy whose answer to CONNECT is the first that comes
   */
  WatchedChannel(Consumer<Throwable> broken, Optional<HttpProxy> proxy) {
    this.broken = broken;
    this.asked = proxy;
  }

  @Override
  protected int doReadBytes(ByteBuf bytes) throws Exception {
    int start = bytes.writerIndex();
    int count = super.doReadBytes(bytes);
    if (asked.isPresent() && count > 0) {
      HttpProxy proxy = asked.get();
      asked = Optional.empty();
      int length = Math.min(count, LONGEST_LINE);
      Matcher refusal = REFUSAL.matcher(bytes.toString(start, length, US_ASCII));
      if (refusal.lookingAt()) {
        tell(new ProxyRefusal(proxy, refusal.group(1).strip()));
      }
    }
    return count;
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
