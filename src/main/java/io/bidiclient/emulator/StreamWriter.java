package io.bidiclient.emulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Writes SageMaker's side of one HTTP/2 stream. Nothing is flushed but what ends the stream. */
final class StreamWriter {
  private static final JsonFactory JSON = new JsonFactory();

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
    byte[] body = json(refusal.body());
    Http2Headers headers = headers(refusal.status(), "application/json");
    headers.set("x-amzn-errortype", refusal.type());
    headers.setInt("content-length", body.length);
    write(new DefaultHttp2HeadersFrame(headers));
    writeNow(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
  }

  /** Answers a request without a body. */
  void status(int status) {
    writeNow(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("" + status), true));
  }

  /** Sends a text message whole. */
  void message(String text) {
    part(text.getBytes(StandardCharsets.UTF_8), "COMPLETE");
  }

  /** Sends bytes of a text message. */
  void part(byte[] bytes, String completion) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":message-type", HeaderValue.fromString("event"));
    headers.put(":event-type", HeaderValue.fromString("PayloadPart"));
    headers.put(":content-type", HeaderValue.fromString("application/octet-stream"));
    headers.put("DataType", HeaderValue.fromString("UTF8"));
    headers.put("CompletionState", HeaderValue.fromString(completion));
    raw(Unpooled.wrappedBuffer(new Message(headers, bytes).toByteBuffer()));
  }

  /** Sends bytes of the event stream as they are. */
  void raw(ByteBuf bytes) {
    write(new DefaultHttp2DataFrame(bytes));
  }

  /** Tells of a failure and ends the stream. */
  void fail(StreamException failure) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":message-type", HeaderValue.fromString("exception"));
    headers.put(":exception-type", HeaderValue.fromString(failure.type()));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    Map<String, String> body = new LinkedHashMap<>();
    body.put("Message", failure.getMessage());
    failure.errorCode().ifPresent(code -> body.put("ErrorCode", code));
    raw(Unpooled.wrappedBuffer(new Message(headers, json(body)).toByteBuffer()));
    end();
  }

  /** Ends the stream in good order. */
  void end() {
    writeNow(new DefaultHttp2DataFrame(true));
  }

  void flush() {
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

  private static byte[] json(Map<String, String> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array refused to be written to", e);
    }
    return bytes.toByteArray();
  }
}
