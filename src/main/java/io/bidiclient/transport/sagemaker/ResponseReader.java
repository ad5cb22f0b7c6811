package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.Demand;
import io.bidiclient.transport.PartReassembler;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.util.Optional;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ResponsePayloadPart;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ResponseStreamEvent;

/**
 * Reads events into messages, no more than were asked for. Called on the event loop only; throws
 * nothing into the SDK, where it would vanish.
 *
 * <p>A part of either data type is read as text: the protocol above has no binary messages, and a
 * server that marks its text BINARY, the SDK's default, is understood.
 */
final class ResponseReader implements Subscriber<ResponseStreamEvent> {
  private final PartReassembler reassembler = new PartReassembler();
  private final Demand early = new Demand();
  private final Consumer<String> received;
  private final Consumer<Throwable> failed;
  private Subscription events;

  ResponseReader(Consumer<String> received, Consumer<Throwable> failed) {
    this.received = received;
    this.failed = failed;
    early.add(Transport.WINDOW);
  }

  /** Allows so many further messages, a positive number. */
  void request(long messages) {
    if (events == null) {
      early.add(messages);
    } else {
      events.request(messages);
    }
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (events != null) {
      subscription.cancel();
      return;
    }
    events = subscription;
    events.request(early.takeAll());
  }

  @Override
  public void onNext(ResponseStreamEvent event) {
    try {
      Optional<String> message =
          event instanceof ResponsePayloadPart part ? read(part) : Optional.empty();
      if (message.isPresent()) {
        received.accept(message.get());
      } else {
        // An event that ends no message takes nothing from the window.
        events.request(1);
      }
    } catch (TransportException | RuntimeException e) {
      failed.accept(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    failed.accept(failure);
  }

  @Override
  public void onComplete() {
    // The end of the call tells it, after every event.
  }

  private Optional<String> read(ResponsePayloadPart part) throws TransportException {
    byte[] bytes = part.bytes() == null ? new byte[0] : part.bytes().asByteArrayUnsafe();
    return reassembler.add(bytes, "PARTIAL".equals(part.completionState()));
  }
}
