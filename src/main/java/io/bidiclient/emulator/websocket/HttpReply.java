package io.bidiclient.emulator.websocket;

import io.bidiclient.emulator.config.ProxyAnswer;
import io.bidiclient.emulator.session.ErrorBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers of HTTP/1.1 to requests that do not become a WebSocket. On the event loop. */
final class HttpReply {
  private HttpReply() {}

  /** Answers as a proxy would, and closes. */
  static void send(ChannelHandlerContext context, ProxyAnswer proxy) {
    byte[] body = proxy.body().getBytes(StandardCharsets.UTF_8);
    send(context, proxy.status(), proxy.headers(), body);
  }

  /** Answers and closes. */
  static void send(ChannelHandlerContext context, int status, String detail) {
    byte[] body = detail.isEmpty() ? new byte[0] : ErrorBody.json(Map.of("detail", detail));
    send(context, status, Map.of("content-type", "application/json"), body);
  }

  private static void send(
      ChannelHandlerContext context, int status, Map<String, String> headers, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
    headers.forEach(response.headers()::set);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    var unused = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
