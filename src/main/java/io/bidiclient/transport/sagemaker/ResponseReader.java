package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.Demand;
import io.bidiclient.transport.PartReassembler;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.utils.BinaryUtils;
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

  /** Bytes that are no event stream: a wrong checksum, an impossible length, an unknown header. */
  static final class DamagedStream extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedStream(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final AnswerListener listener;
  private final PartReassembler reassembler = new PartReassembler();
  private final Queue<Message> events = new ArrayDeque<>();
  private final MessageDecoder decoder = new MessageDecoder(events::add);
  private final ByteArrayOutputStream refusal = new ByteArrayOutputStream(0);
  private final Demand wanted = new Demand();

  private SdkHttpResponse head;
  private Subscription body;
  private Optional<DamagedStream> damage = Optional.empty();
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
        decode(bytes);
      } else {
        refusal.writeBytes(BinaryUtils.copyBytesFrom(bytes));
      }
      work();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** What is whole before the damage is told first. */
  private void decode(ByteBuffer bytes) {
    if (damage.isPresent()) {
      return;
    }
    try {
      decoder.feed(bytes);
    } catch (RuntimeException e) {
      damage = Optional.of(new DamagedStream(e));
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
    if (damage.isPresent()) {
      fail(damage.get());
      return false;
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
    switch (kind(event)) {
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

  /** The kind of a message: where it names none, of what it has the headers. */
  private static String kind(Message event) {
    String named = EventHeader.text(event, ":message-type");
    if (!named.isEmpty()) {
      return named;
    }
    boolean fails =
        Stream.of(":error-code", ":exception-type")
            .anyMatch(header -> !EventHeader.text(event, header).isEmpty());
    return fails ? "exception" : "event";
  }

  /** A message's text at its last part; an event that names no type is a part, the only type. */
  private Optional<String> part(Message event) throws TransportException {
    String type = EventHeader.text(event, ":event-type");
    boolean partial = EventHeader.text(event, "CompletionState").equals("PARTIAL");
    return type.isEmpty() || type.equals("PayloadPart")
        ? reassembler.add(event.getPayload(), partial)
        : Optional.empty();
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
