package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.Demand;
import io.bidiclient.transport.PartReassembler;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/**
 * Reads an answer: its events into messages, no more than were asked for, or why the service
 * refuses. Called on the event loop only; throws nothing into the SDK, where it would vanish.
 *
 * <p>A part of either data type is read as text: the protocol above has no binary messages, and a
 * server that marks its text BINARY, the SDK's default, is understood.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">the events</a>
 */
final class ResponseReader implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {
  /** What is told of an answer. */
  interface AnswerListener {
    /** The server took the stream. */
    void opened();

    /** A message is whole. */
    void received(String message);

    /** The answer cannot be read on; may be told again. */
    void failed(Throwable failure);

    /** All was read. */
    void ended();
  }

  private final AnswerListener listener;
  private final PartReassembler reassembler = new PartReassembler();
  private final Queue<Message> events = new ArrayDeque<>();
  private final MessageDecoder decoder = new MessageDecoder(events::add);
  private final ByteArrayOutputStream refusal = new ByteArrayOutputStream(0);
  private final Demand wanted = new Demand();

  private SdkHttpResponse head;
  private Subscription body;
  private boolean awaited;
  private boolean whole;
  private boolean over;
  private boolean busy;

  ResponseReader(AnswerListener listener) {
    this.listener = listener;
    wanted.add(Transport.WINDOW);
  }

  /** Allows so many further messages, a positive number. */
  void request(long messages) {
    wanted.add(messages);
    work();
  }

  @Override
  public void onHeaders(SdkHttpResponse response) {
    head = response;
    StreamClient.LOG.debug(
        "received {}, request id {}",
        response.statusCode(),
        response.firstMatchingHeader(ServiceFaults.REQUEST_ID).orElse("-"));
    if (response.isSuccessful()) {
      listener.opened();
    }
  }

  @Override
  public void onStream(Publisher<ByteBuffer> stream) {
    stream.subscribe(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (body != null) {
      subscription.cancel();
      return;
    }
    body = subscription;
    work();
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    awaited = false;
    try {
      if (head.isSuccessful()) {
        decoder.feed(bytes);
      } else {
        refusal.writeBytes(BinaryUtils.copyBytesFrom(bytes));
      }
      work();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }

  @Override
  public void onComplete() {
    whole = true;
    work();
  }

  /** Reads while there is something to read and somebody who wants it. */
  private void work() {
    if (busy) {
      return;
    }
    busy = true;
    try {
      while (!over && step()) {}
    } catch (TransportException | RuntimeException e) {
      fail(e);
    } finally {
      busy = false;
    }
  }

  /** Reads one event or asks for bytes; says whether there may be more to do. */
  private boolean step() throws TransportException {
    if (!events.isEmpty()) {
      boolean asked = wanted.any();
      if (asked) {
        read(events.remove());
      }
      return asked;
    }
    if (whole) {
      end();
      return false;
    }
    // Bytes may come at once, while this runs.
    boolean asks = body != null && !awaited && wanted.any();
    if (asks) {
      awaited = true;
      body.request(1);
    }
    return asks;
  }

  private void read(Message event) throws TransportException {
    switch (text(event, ":message-type")) {
      case "event" -> {
        Optional<String> message = part(event);
        // An event that ends no message takes nothing from the window.
        if (message.isPresent()) {
          wanted.take();
          listener.received(message.get());
        }
      }
      case "error", "exception" -> fail(ServiceFaults.event(head, event));
      default -> {
        // Of a kind that is not known yet.
      }
    }
  }

  private Optional<String> part(Message event) throws TransportException {
    return text(event, ":event-type").equals("PayloadPart")
        ? reassembler.add(event.getPayload(), text(event, "CompletionState").equals("PARTIAL"))
        : Optional.empty();
  }

  private static String text(Message event, String header) {
    HeaderValue value = event.getHeaders().get(header);
    return value == null ? "" : value.getString();
  }

  private void end() {
    if (head.isSuccessful()) {
      over = true;
      listener.ended();
    } else {
      fail(ServiceFaults.refusal(head, refusal.toByteArray()));
    }
  }

  private void fail(Throwable failure) {
    over = true;
    listener.failed(failure);
  }
}
