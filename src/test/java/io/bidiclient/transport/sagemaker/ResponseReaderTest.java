package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.TransportException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ResponseStreamEvent;

class ResponseReaderTest {
  private final List<String> received = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<Long> requests = new ArrayList<>();
  private final ResponseReader reader = new ResponseReader(received::add, failures::add);

  private final Subscription subscription =
      new Subscription() {
        @Override
        public void request(long count) {
          requests.add(count);
        }

        @Override
        public void cancel() {
          requests.add(-1L);
        }
      };

  @Test
  void theWindowIsAskedForFirstTogetherWithWhatWasAllowedBefore() {
    reader.request(44);
    reader.onSubscribe(subscription);
    assertEquals(List.of(300L), requests);
    reader.request(7);
    assertEquals(List.of(300L, 7L), requests);
  }

  @Test
  void onlyWholeMessagesCountAgainstTheWindow() {
    reader.onSubscribe(subscription);
    reader.onNext(part("a", "PARTIAL"));
    reader.onNext(ResponseStreamEvent.UNKNOWN);
    reader.onNext(part("b", "COMPLETE"));
    reader.onNext(part("c", null));
    assertEquals(List.of("ab", "c"), received);
    assertEquals(List.of(256L, 1L, 1L), requests);
  }

  @Test
  void bytesThatAreNoTextFailAndThrowNothing() {
    reader.onSubscribe(subscription);
    reader.onNext(
        ResponseStreamEvent.payloadPartBuilder()
            .bytes(SdkBytes.fromByteArray(new byte[] {(byte) 0xff}))
            .build());
    assertEquals(List.of(), received);
    assertInstanceOf(TransportException.class, failures.get(0));
  }

  @Test
  void aPartWithoutBytesIsAnEmptyMessage() {
    reader.onSubscribe(subscription);
    reader.onNext(ResponseStreamEvent.payloadPartBuilder().build());
    assertEquals(List.of(""), received);
  }

  @Test
  void aSecondSubscriptionIsCancelled() {
    reader.onSubscribe(subscription);
    reader.onSubscribe(subscription);
    assertEquals(List.of(256L, -1L), requests);
  }

  @Test
  void anErrorIsHandedOn() {
    reader.onSubscribe(subscription);
    reader.onError(new IllegalStateException("x"));
    assertEquals(1, failures.size());
    assertTrue(received.isEmpty());
  }

  private static ResponseStreamEvent part(String text, String state) {
    return ResponseStreamEvent.payloadPartBuilder()
        .bytes(SdkBytes.fromUtf8String(text))
        .completionState(state)
        .build();
  }
}
