package io.bidiclient.transport.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelStreamErrorException;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class ResponseReaderTest {
  private final List<String> told = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<Long> requests = new ArrayList<>();

  private final ResponseReader reader =
      new ResponseReader(
          new ResponseReader.AnswerListener() {
            @Override
            public void opened() {
              told.add("(opened)");
            }

            @Override
            public void received(String message) {
              told.add(message);
            }

            @Override
            public void failed(Throwable failure) {
              failures.add(failure);
            }

            @Override
            public void ended() {
              told.add("(ended)");
            }
          });

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

  private void begin(int status) {
    reader.onHeaders(
        SdkHttpResponse.builder()
            .statusCode(status)
            .putHeader("x-amzn-RequestId", "req-1")
            .putHeader("Content-Type", "application/json")
            .build());
    reader.onSubscribe(subscription);
  }

  @Test
  void bytesAreAskedForOneBufferAtATimeWhileMessagesAreWanted() {
    begin(200);
    assertEquals(List.of(1L), requests);
    reader.request(7);
    assertEquals(List.of(1L), requests);
    reader.onNext(part("a", "COMPLETE"));
    assertEquals(List.of(1L, 1L), requests);
  }

  @Test
  void whatIsBeyondTheWindowWaitsAndTheEndBehindIt() {
    begin(200);
    ByteBuffer many = ByteBuffer.allocate(1 << 16);
    for (int i = 0; i < Transport.WINDOW + 2; i++) {
      many.put(part("x", "COMPLETE"));
    }
    reader.onNext(many.flip());
    reader.onComplete();
    assertEquals(1 + Transport.WINDOW, told.size());
    assertEquals(List.of(1L), requests);
    reader.request(2);
    assertEquals("(ended)", told.get(told.size() - 1));
    assertEquals(1 + Transport.WINDOW + 2 + 1, told.size());
  }

  @Test
  void onlyWholeMessagesCountAgainstTheWindow() {
    begin(200);
    for (int i = 0; i < Transport.WINDOW; i++) {
      reader.onNext(part("a", "PARTIAL"));
      reader.onNext(event(Map.of(":message-type", "event", ":event-type", "Unheard"), "of"));
      reader.onNext(event(Map.of(":message-type", "unheard"), "of"));
      reader.onNext(part("b", i % 2 == 0 ? "COMPLETE" : null));
    }
    assertEquals(1 + Transport.WINDOW, told.size());
    assertEquals("ab", told.get(Transport.WINDOW));
    assertEquals(4L * Transport.WINDOW, requests.size());
  }

  @Test
  void anEventInPiecesIsRead() {
    begin(200);
    ByteBuffer event = part("größer", "COMPLETE");
    while (event.hasRemaining()) {
      reader.onNext(ByteBuffer.wrap(new byte[] {event.get()}));
    }
    assertEquals(List.of("(opened)", "größer"), told);
  }

  @Test
  void bytesThatAreNoTextFailAndThrowNothing() {
    begin(200);
    Map<String, String> headers = Map.of(":message-type", "event", ":event-type", "PayloadPart");
    reader.onNext(event(headers, new byte[] {(byte) 0xff}));
    assertInstanceOf(TransportException.class, failures.get(0));
  }

  @Test
  void bytesThatAreNoEventFailAndThrowNothing() {
    begin(200);
    reader.onNext(ByteBuffer.wrap(new byte[64]));
    assertEquals(1, failures.size());
    assertEquals(List.of("(opened)"), told);
  }

  @Test
  void aPartWithoutBytesIsAnEmptyMessage() {
    begin(200);
    reader.onNext(part("", "COMPLETE"));
    assertEquals(List.of("(opened)", ""), told);
  }

  @Test
  void anExceptionAmongTheEventsIsTheSdksOwnWithTheAnswersNumber() {
    begin(200);
    reader.onNext(
        event(
            Map.of(":message-type", "exception", ":exception-type", "ModelStreamError"),
            "{\"Message\":\"it broke\",\"ErrorCode\":\"WS_1011\"}"));
    ModelStreamErrorException broke =
        assertInstanceOf(ModelStreamErrorException.class, failures.get(0));
    assertEquals("WS_1011", broke.errorCode());
    assertEquals("it broke", broke.awsErrorDetails().errorMessage());
    assertEquals("req-1", broke.requestId());
  }

  @Test
  void anExceptionKeepsItsReasonWhateverTheTypesOfItsHeaders() {
    begin(200);
    Map<String, HeaderValue> headers = new HashMap<>();
    headers.put(":message-type", HeaderValue.fromString("exception"));
    headers.put(":exception-type", HeaderValue.fromString("ModelStreamError"));
    headers.put("a", HeaderValue.fromBoolean(true));
    headers.put("b", HeaderValue.fromInteger(7));
    headers.put("c", HeaderValue.fromTimestamp(Instant.EPOCH));
    headers.put("d", HeaderValue.fromUuid(new UUID(1, 2)));
    headers.put("e", HeaderValue.fromByteArray(new byte[] {1}));
    reader.onNext(typed(headers, "{\"Message\":\"it broke\",\"ErrorCode\":\"1011\"}"));
    ModelStreamErrorException broke =
        assertInstanceOf(ModelStreamErrorException.class, failures.get(0));
    assertEquals("it broke", broke.awsErrorDetails().errorMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "the worker left | - | the worker left",
        "''              | - | the service gave no reason",
        "{}              | the header's words | the header's words"
      })
  void anExceptionThatIsNoJsonHasItsWords(String payload, String header, String words) {
    begin(200);
    Map<String, String> headers = new HashMap<>();
    headers.put(":message-type", "exception");
    headers.put(":exception-type", "NewKindOfFailure");
    if (header != null) {
      headers.put(":error-message", header);
    }
    reader.onNext(event(headers, payload));
    AwsServiceException broke = assertInstanceOf(AwsServiceException.class, failures.get(0));
    assertEquals(words + " [NewKindOfFailure] (request id req-1)", ServiceErrors.words(broke));
  }

  @Test
  void aPartIsReadWhereItsHeadersLackOrHaveOtherTypes() {
    begin(200);
    HeaderValue event = HeaderValue.fromString("event");
    HeaderValue part = HeaderValue.fromString("PayloadPart");
    HeaderValue other = HeaderValue.fromBoolean(true);
    reader.onNext(typed(Map.of(":message-type", event), "1"));
    reader.onNext(typed(Map.of(":event-type", part), "2"));
    reader.onNext(typed(Map.of(), "3"));
    reader.onNext(typed(Map.of(":message-type", other, ":event-type", part), "4"));
    reader.onNext(typed(Map.of(":event-type", part, "CompletionState", other), "5"));
    assertEquals(List.of("(opened)", "1", "2", "3", "4", "5"), told);
    assertEquals(List.of(), failures);
    reader.onNext(typed(Map.of(":error-code", HeaderValue.fromString("InternalError")), ""));
    assertEquals(1, failures.size());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "15, 0, 0", "2147483647, 0, 0", "-16, 0, 0", "40, 30, 0", "40, 0, 1"})
  void whatIsWholeBeforeDamageIsTold(int length, int headers, int wrong) {
    begin(200);
    CRC32 sum = new CRC32();
    ByteBuffer prelude = ByteBuffer.allocate(40).putInt(length).putInt(headers);
    sum.update(prelude.array(), 0, 8);
    prelude.putInt((int) sum.getValue() + wrong).rewind();
    ByteBuffer whole = part("whole", "COMPLETE");
    ByteBuffer both = ByteBuffer.allocate(whole.remaining() + 40).put(whole).put(prelude);
    reader.onNext(both.flip());
    assertEquals(List.of("(opened)", "whole"), told);
    TransportException damaged =
        SageMakerErrors.stream("cannot keep the stream", "demo", failures.get(0));
    assertEquals(TransportException.Category.PROTOCOL, damaged.category());
    assertEquals("cannot keep the stream: the event stream is damaged", damaged.getMessage());
  }

  @Test
  void aRefusalIsReadToItsEnd() {
    begin(424);
    reader.onNext(ByteBuffer.wrap("{\"__type\":\"Model".getBytes(UTF_8)));
    reader.onNext(ByteBuffer.wrap("Error\",\"Message\":\"no\"}".getBytes(UTF_8)));
    assertEquals(List.of(), failures);
    reader.onComplete();
    ModelErrorException refused = assertInstanceOf(ModelErrorException.class, failures.get(0));
    assertEquals("no", refused.awsErrorDetails().errorMessage());
    assertEquals(424, refused.statusCode());
    assertEquals(List.of(), told);
  }

  @Test
  void aSecondSubscriptionIsCancelled() {
    begin(200);
    reader.onSubscribe(subscription);
    assertEquals(List.of(1L, -1L), requests);
  }

  @Test
  void anErrorIsHandedOn() {
    begin(200);
    reader.onError(new IllegalStateException("x"));
    assertEquals(1, failures.size());
    assertEquals(List.of("(opened)"), told);
  }

  private static ByteBuffer part(String text, String state) {
    Map<String, String> headers = new HashMap<>();
    headers.put(":message-type", "event");
    headers.put(":event-type", "PayloadPart");
    if (state != null) {
      headers.put("CompletionState", state);
    }
    return event(headers, text);
  }

  private static ByteBuffer event(Map<String, String> headers, String payload) {
    return event(headers, payload.getBytes(UTF_8));
  }

  private static ByteBuffer event(Map<String, String> headers, byte[] payload) {
    Map<String, HeaderValue> values = new HashMap<>();
    headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
    return new Message(values, payload).toByteBuffer();
  }

  private static ByteBuffer typed(Map<String, HeaderValue> headers, String payload) {
    return new Message(headers, payload.getBytes(UTF_8)).toByteBuffer();
  }
}
