package io.bidiclient.emulator.sagemaker;

import io.bidiclient.emulator.config.ProxyAnswer;
import io.bidiclient.emulator.config.Refusal;
import io.bidiclient.emulator.session.ClientWire;
import io.bidiclient.emulator.session.ErrorBody;
import io.bidiclient.emulator.session.StreamException;
import io.bidiclient.json.JsonText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Writes SageMaker's side of one HTTP/2 stream. Nothing is flushed but what ends the stream. */
final class StreamWriter implements ClientWire {
  /** AWS does not say how large its parts are; small ones show whether a client joins them. */
  private static final int LARGEST_PART = 256 << 10;

  /** Where the prelude's checksum begins. */
  private static final int CHECKSUM = 8;

  private final ChannelHandlerContext context;

  StreamWriter(ChannelHandlerContext context) {
    this.context = context;
  }

  /** Accepts the request: events follow. */
  void accept() {
    Http2Headers headers = headers(200, "application/vnd.amazon.eventstream");
    headers.set("x-amzn-invoked-production-variant", "AllTraffic");
    writeNow(new DefaultHttp2HeadersFrame(headers));
  }

  /** Refuses the request. */
  void refuse(Refusal refusal) {
    byte[] body = ErrorBody.json(refusal.body());
    Http2Headers headers = headers(refusal.status(), "application/json");
    headers.set("x-amzn-errortype", refusal.type());
    headers.setInt("content-length", body.length);
    write(new DefaultHttp2HeadersFrame(headers));
    writeNow(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
  }

  /** Answers as a proxy would. */
  void answer(ProxyAnswer answer) {
    Http2Headers headers = new DefaultHttp2Headers().status(Integer.toString(answer.status()));
    answer.headers().forEach(headers::set);
    boolean empty = answer.body().isEmpty();
    write(new DefaultHttp2HeadersFrame(headers, empty));
    if (!empty) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
    }
    flush();
  }

  /** Answers a request without a body. */
  void status(int status) {
    writeNow(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("" + status), true));
  }

  @Override
  public void message(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += LARGEST_PART) {
      int to = Math.min(bytes.length, from + LARGEST_PART);
      boolean whole = from == 0 && to == bytes.length;
      part(whole ? bytes : Arrays.copyOfRange(bytes, from, to), to == bytes.length);
    }
  }

  @Override
  public void binary(ByteBuffer bytes) {
    while (bytes.remaining() > LARGEST_PART) {
      byte[] part = new byte[LARGEST_PART];
      bytes.get(part);
      part(part, "BINARY", false);
    }
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    part(rest, "BINARY", true);
  }

  @Override
  public void part(byte[] bytes, boolean last) {
    part(bytes, "UTF8", last);
  }

  private void part(byte[] bytes, String type, boolean last) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":message-type", HeaderValue.fromString("event"));
    headers.put(":event-type", HeaderValue.fromString("PayloadPart"));
    headers.put(":content-type", HeaderValue.fromString("application/octet-stream"));
    headers.put("DataType", HeaderValue.fromString(type));
    headers.put("CompletionState", HeaderValue.fromString(last ? "COMPLETE" : "PARTIAL"));
    raw(Unpooled.wrappedBuffer(new Message(headers, bytes).toByteBuffer()));
  }

  /** Sends bytes of the event stream as they are. */
  private void raw(ByteBuf bytes) {
    write(new DefaultHttp2DataFrame(bytes));
  }

  @Override
  public void fail(StreamException failure) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":message-type", HeaderValue.fromString("exception"));
    headers.put(":exception-type", HeaderValue.fromString(failure.type()));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    Map<String, String> body = new LinkedHashMap<>();
    body.put("Message", failure.getMessage());
    failure.errorCode().ifPresent(code -> body.put("ErrorCode", code));
    raw(Unpooled.wrappedBuffer(new Message(headers, ErrorBody.json(body)).toByteBuffer()));
    end();
  }

  @Override
  public void end() {
    writeNow(new DefaultHttp2DataFrame(true));
  }

  @Override
  public void damage() {
    ByteBuf message = Unpooled.wrappedBuffer(new Message(Map.of(), new byte[8]).toByteBuffer());
    ByteBuf copy = Unpooled.copiedBuffer(message);
    copy.setByte(CHECKSUM, copy.getByte(CHECKSUM) ^ 1);
    raw(copy);
    flush();
  }

  @Override
  public void reset() {
    writeNow(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
  }

  @Override
  public void goAway() {
    flush();
    var unused =
        context
            .channel()
            .parent()
            .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR))
            .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void drop() {
    flush();
    var unused = context.channel().parent().close();
  }

  @Override
  public void keepAlive() {
    message(JsonText.object(json -> json.text("type", "keep_alive")));
  }

  @Override
  public void flush() {
    context.flush();
  }

  private void writeNow(Object frame) {
    write(frame);
    context.flush();
  }

  private void write(Object frame) {
    // A write fails when the stream is gone, and then the handler is told that it is inactive.
    var unused = context.write(frame);
  }

  private static Http2Headers headers(int status, String type) {
    return new DefaultHttp2Headers()
        .status(Integer.toString(status))
        .set("content-type", type)
        .set("x-amzn-requestid", UUID.randomUUID().toString());
  }
}
