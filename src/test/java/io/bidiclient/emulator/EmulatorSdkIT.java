package io.bidiclient.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.ServerCertificate;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelStreamErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.SageMakerRuntimeHttp2Exception;

/** Drives the emulator with the real SDK's signed event stream. */
@Timeout(60)
class EmulatorSdkIT {
  private static final String MODEL = "mistralai/Voxtral-Mini-4B-Realtime-2602";

  private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
  private final EmulatorOptions options = EmulatorOptions.defaults().withNotes(notes::add);

  @TempDir private Path directory;

  @Test
  void readsMorseCodeThroughTheRealSdk() throws Exception {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().key("THE QUICK BROWN FOX 73");
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      assertInstanceOf(ServerEvent.SessionCreated.class, call.next());
      List<String> deltas = transcribe(call, keyed.pcm16());

      assertEquals(keyed.text(), String.join("", deltas));
      assertEquals(ServerFrameClock.total(keyed.samples().length), deltas.size());
      assertEquals(keyed.words().size(), deltas.stream().filter(d -> !d.isEmpty()).count());
      call.finish();
      call.future.get(20, TimeUnit.SECONDS);
      assertTrue(notes.peek().endsWith("reads Morse code, no speech"), notes.peek());
    }
  }

  @Test
  void readsThroughTls() throws Exception {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().key("CQ DE TLS");
    EmulatorOptions secure = options.withTls(Optional.of(ServerCertificate.in(directory).files()));
    try (Emulator emulator = Emulator.start(secure);
        SdkClient client = new SdkClient(emulator)) {
      assertTrue(emulator.url().startsWith("https://127.0.0.1:"), emulator.url());
      assertEquals(keyed.text(), String.join("", transcribe(client.call(), keyed.pcm16())));
    }
  }

  @Test
  void hundredStreamsAtOnceAreKeptApart() throws Exception {
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      List<SdkClient.Call> calls = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        MorseKeyer keyer = MorseKeyer.usual().atWpm(15 + i % 15).atTone(400 + 7 * i);
        MorseKeyer.Keyed keyed = keyer.key("STATION " + i + " HERE");
        texts.add(keyed.text());
        SdkClient.Call call = client.call().update(MODEL).commit(false);
        calls.add(call.append(keyed.pcm16(), 2560).commit(true));
      }
      for (int i = 0; i < 100; i++) {
        assertEquals(texts.get(i), calls.get(i).text());
        calls.get(i).finish();
      }
    }
  }

  @Test
  void aSecondUtteranceOnTheSameStreamWorks() throws Exception {
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      assertEquals(" ONE", String.join("", transcribe(call, morse("ONE"))));
      assertEquals(" TWO", String.join("", transcribe(call, morse("TWO"))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void partsAreJoinedAsBytesEvenInsideALetter(int step) throws Exception {
    String name = "mod\u00e8le \u20ac \ud83d\ude00";
    byte[] message = ("{\"type\":\"session.update\",\"model\":\"" + name + "\"}").getBytes(UTF_8);
    try (Emulator emulator = Emulator.start(options.withModels(Set.of("other")));
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      call.next();
      for (int from = 0; from < message.length; from += step) {
        int to = Math.min(message.length, from + step);
        String state = to == message.length ? "COMPLETE" : "PARTIAL";
        call.part(Arrays.copyOfRange(message, from, to), "UTF8", state);
      }

      assertEquals(
          new ServerEvent.Failure("The model `" + name + "` does not exist.", "model_not_found"),
          call.next());
    }
  }

  @Test
  void anInputThatEndsBeforeDoneEndsTheStreamWithoutTheTail() throws Exception {
    byte[] pcm = morse("EARLY END");
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call().update(MODEL).commit(false).append(pcm, 2560);
      call.finish();
      call.future.get(20, TimeUnit.SECONDS);

      assertTrue(call.received.size() <= 1 + ServerFrameClock.running(pcm.length / 2));
      assertTrue(call.received.stream().noneMatch(message -> message.contains("done")));
    }
  }

  @Test
  void anAppendThatFollowsTheFinalCommitIsLost() throws Exception {
    // So long there is an answer to come, which the append must not miss.
    EmulatorOptions slow =
        options.withMode(EmulatorMode.SLOW_START).withSlowStart(Duration.ofSeconds(2));
    try (Emulator emulator = Emulator.start(slow);
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call().update(MODEL).commit(false);
      call.append(morse("ONE"), 2560).commit(true).append(morse("LOST"), 1 << 20);
      assertEquals(" ONE", call.text());
      call.commit(false).commit(true);

      assertEquals("", call.text());
    }
  }

  @Test
  void aBinaryPartBreaksTheStream() throws Exception {
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      call.next();
      call.part(new byte[] {1, 2}, "BINARY", "COMPLETE");

      ModelStreamErrorException failure =
          assertInstanceOf(ModelStreamErrorException.class, call.failure());
      assertEquals("ModelStreamError", failure.awsErrorDetails().errorCode());
      assertEquals("StreamBroken", failure.errorCode());
      assertTrue(failure.getMessage().contains("binary"), failure.getMessage());
    }
  }

  @Test
  void textThatIsNotUtf8BreaksTheStream() throws Exception {
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      call.part(new byte[] {(byte) 0xc3}, "UTF8", "COMPLETE");

      assertInstanceOf(ModelStreamErrorException.class, call.failure());
    }
  }

  @Test
  void anUnknownEndpointIsAValidationException() throws Exception {
    try (Emulator emulator = Emulator.start(options.withEndpoints(Set.of("voxtral-realtime")));
        SdkClient client = new SdkClient(emulator)) {
      SageMakerRuntimeHttp2Exception refused = refused(client.call("nobody", "v1/realtime"));

      assertEquals(400, refused.statusCode());
      assertEquals("ValidationException", refused.awsErrorDetails().errorCode());
      assertEquals(
          "Endpoint nobody of account 000000000000 not found.",
          refused.awsErrorDetails().errorMessage());
      assertInstanceOf(
          ServerEvent.SessionCreated.class, client.call("voxtral-realtime", null).next());
    }
  }

  @Test
  void aModelPathWithALeadingSlashOrOver100CharactersIsRefused() throws Exception {
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      for (String path : List.of("/v1/realtime", "p".repeat(101))) {
        SageMakerRuntimeHttp2Exception refused = refused(client.call("voxtral", path));
        assertEquals(400, refused.statusCode());
        assertEquals("ValidationException", refused.awsErrorDetails().errorCode());
      }
      assertInstanceOf(
          ServerEvent.SessionCreated.class, client.call("voxtral", "p".repeat(100)).next());
    }
  }

  @Test
  void aClientThatDoesNotReadIsNotReadFrom() throws Exception {
    int seconds = 1200;
    try (Emulator emulator = Emulator.start(options);
        SdkClient client = new SdkClient(emulator)) {
      CompletableFuture<Subscription> down = new CompletableFuture<>();
      SdkClient.Call call = client.call("voxtral", "v1/realtime", down::complete);
      call.update(MODEL).commit(false).append(new byte[32_000 * seconds], 32_000).commit(true);
      int left = Await.steady(call::unsent, Duration.ofMillis(500));
      assertTrue(left > seconds / 2, left + " seconds of " + seconds + " left");

      down.get(10, TimeUnit.SECONDS).request(Long.MAX_VALUE);
      assertEquals(ServerFrameClock.total(16_000L * seconds), call.deltas().size());
    }
  }

  @Test
  void aSlowStartHoldsTheFirstDelta() throws Exception {
    EmulatorOptions slow =
        options
            .withMode(EmulatorMode.SLOW_START)
            .withMuteAfter(1)
            .withSlowStart(Duration.ofMillis(300))
            .withIdle(Duration.ofSeconds(1));
    try (Emulator emulator = Emulator.start(slow);
        SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      call.next();
      long start = System.nanoTime();
      assertEquals(" SLOW", String.join("", transcribe(call, morse("SLOW"))));
      assertTrue(System.nanoTime() - start >= 300_000_000);
    }
  }

  @Test
  void closesInMillisecondsWithStreamsOpen() throws Exception {
    Emulator emulator = Emulator.start(options);
    try (SdkClient client = new SdkClient(emulator)) {
      SdkClient.Call call = client.call();
      call.next();
      long start = System.nanoTime();
      emulator.close();
      long took = System.nanoTime() - start;

      assertTrue(took < 500_000_000, took / 1_000_000 + " ms");
      call.future.handle((done, failure) -> "ended").get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmulatorOptions same =
          options.withBind(taken.getInetAddress()).withPort(taken.getLocalPort());
      IOException failure = assertThrows(IOException.class, () -> Emulator.start(same).close());

      assertTrue(failure.getMessage().contains(":" + taken.getLocalPort()), failure.getMessage());
    }
  }

  private static SageMakerRuntimeHttp2Exception refused(SdkClient.Call call) throws Exception {
    return assertInstanceOf(SageMakerRuntimeHttp2Exception.class, call.failure());
  }

  private static byte[] morse(String text) {
    return MorseKeyer.usual().key(text).pcm16();
  }

  private static List<String> transcribe(SdkClient.Call call, byte[] pcm) throws Exception {
    List<String> deltas = call.update(MODEL).commit(false).append(pcm, 2560).commit(true).deltas();
    assertNull(call.errors.poll());
    return deltas;
  }
}
