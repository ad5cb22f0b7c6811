package io.bidiclient.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InternalStreamFailureException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelStreamErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.SageMakerRuntimeHttp2Exception;

/** Shows each fault as the real SDK sees it. */
@Timeout(60)
class EmulatorFaultIT {
  private static final Duration QUIET = Duration.ofMillis(300);

  @ParameterizedTest
  @CsvSource({
    "HTTP_400, 400, InputValidationError",
    "HTTP_403, 403, AccessDeniedException",
    "HTTP_424, 424, ModelError",
    "HTTP_429, 429, ThrottlingException",
    "HTTP_500, 500, InternalServerError",
    "HTTP_503, 503, ServiceUnavailableError",
    "EXPIRED_TOKEN, 403, ExpiredTokenException"
  })
  void refusalsCarryTheirStatusAndCode(Fault fault, int status, String code) throws Exception {
    try (Emulator emulator = start(FaultPlan.at(fault, 0));
        SdkClient client = new SdkClient(emulator)) {
      SageMakerRuntimeHttp2Exception refused =
          assertInstanceOf(SageMakerRuntimeHttp2Exception.class, client.call().failure());

      assertEquals(status, refused.statusCode());
      assertEquals(code, refused.awsErrorDetails().errorCode());
      assertEquals(
          fault.refusal().orElseThrow().message(), refused.awsErrorDetails().errorMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"STREAM_ERROR", "INTERNAL_FAILURE"})
  void failureEventsEndTheStream(Fault fault) throws Exception {
    try (Emulator emulator = start(FaultPlan.at(fault, 5));
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = speak(client);

      Class<? extends Throwable> expected =
          fault == Fault.STREAM_ERROR
              ? ModelStreamErrorException.class
              : InternalStreamFailureException.class;
      assertInstanceOf(expected, call.failure());
      assertEquals(5, call.received.size());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSED", "RESET", "DROP", "GOAWAY", "EARLY_END", "CORRUPT_PRELUDE"})
  void theStreamEndsWithoutDone(Fault fault) throws Exception {
    try (Emulator emulator = start(FaultPlan.at(fault, 5));
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = speak(client);

      call.future.handle((nothing, failure) -> "ended").get(20, TimeUnit.SECONDS);
      assertTrue(call.received.size() <= 5, call.received.size() + " messages");
      assertTrue(call.received.stream().noneMatch(EmulatorFaultIT::isDone));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SILENT, 0",
    "NO_CREATED, 100000",
    "NO_DONE, 100000",
    "ERROR_EVENT, 6",
    "STOPS_READING, 100000"
  })
  void theStreamStaysOpenWithoutDone(Fault fault, int most) throws Exception {
    try (Emulator emulator = start(FaultPlan.at(fault, fault == Fault.STOPS_READING ? 1 : 5));
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = speak(client);
      int messages = Await.steady(() -> call.received.size(), QUIET);

      assertFalse(call.future.isDone());
      assertNull(call.errors.peek());
      assertTrue(messages <= most, messages + " messages");
      if (fault == Fault.NO_CREATED) {
        assertTrue(call.received.stream().noneMatch(m -> m.contains("session.created")));
      } else if (fault != Fault.STOPS_READING) {
        assertTrue(call.received.stream().noneMatch(EmulatorFaultIT::isDone));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NOT_JSON", "NOT_UTF8", "UNKNOWN_EVENT", "NO_OBJECT", "NO_FIELD"})
  void aStrangeMessageComesBetweenTheOthers(Fault fault) throws Exception {
    try (Emulator emulator = start(FaultPlan.at(fault, 5));
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = speak(client);
      for (int i = 0; i < 5; i++) {
        call.next();
      }
      String strange = call.received.poll(10, TimeUnit.SECONDS);
      assertNotNull(strange);
      assertFalse(strange.contains("\"delta\":"), strange);
      assertTrue(call.text().endsWith("FAULT"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"PARTIAL_PARTS", "DELTAS_AT_END", "BIG_DONE", "SLOW_START"})
  void aWholeTranscriptStillComes(Fault fault) throws Exception {
    try (Emulator emulator = start(FaultPlan.at(fault, 0));
        SdkClient client = new SdkClient(emulator)) {
      assertEquals(" FAULT", speak(client).text());
    }
  }

  @Test
  void aFaultComesByTheClock() throws Exception {
    try (Emulator emulator = start(FaultPlan.after(Fault.DROP, Duration.ofMillis(200)));
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      call.next();
      assertFalse(call.future.isDone());
      call.future.handle((nothing, failure) -> "ended").get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void onlyThePlannedStreamsMeetTheFault() throws Exception {
    try (Emulator emulator = start(FaultPlan.at(Fault.EARLY_END, 5).times(1));
        SdkClient client = new SdkClient(emulator)) {
      speak(client).future.get(10, TimeUnit.SECONDS);

      assertEquals(" FAULT", speak(client).text());
    }
  }

  private static Emulator start(FaultPlan plan) throws Exception {
    EmulatorOptions options = EmulatorOptions.defaults().withFaults(List.of(plan));
    return Emulator.start(options.withMuteAfter(10).withSlowStart(Duration.ofMillis(200)));
  }

  private static SdkClient.Call speak(SdkClient client) {
    byte[] pcm = MorseKeyer.usual().key("FAULT").pcm16();
    return client.call().update("/opt/ml/model").commit(false).append(pcm, 2560).commit(true);
  }

  private static boolean isDone(String message) {
    return message.contains("transcription.done");
  }
}
