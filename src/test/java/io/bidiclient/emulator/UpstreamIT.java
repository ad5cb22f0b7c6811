package io.bidiclient.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.transport.websocket.SocketServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelStreamErrorException;

/** SageMaker's front before a container: the emulator itself, or a server by hand. */
@Timeout(60)
class UpstreamIT {
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
  private final EmulatorOptions options = EmulatorOptions.defaults().withNotes(notes::add);

  @Test
  void frontThenContainerThenMorseIsExact() throws Exception {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().key("THROUGH THREE HOPS");
    try (Emulator container = Emulator.start(EmulatorOptions.defaults());
        Emulator front = before(container);
        SdkClient client = new SdkClient(front)) {
      for (String path : new String[] {"v1/realtime", null}) {
        SdkClient.Call call = client.call("voxtral", path).update("/opt/ml/model").commit(false);
        List<String> deltas = call.append(keyed.pcm16(), 2560).commit(true).deltas();
        assertEquals(keyed.text(), String.join("", deltas));
        assertEquals(ServerFrameClock.total(keyed.samples().length), deltas.size());
        call.finish();
        call.future.get(20, TimeUnit.SECONDS);
      }
    }
    assertTrue(notes.stream().anyMatch(n -> n.equals("the container answers /ping")));
    assertFalse(notes.stream().anyMatch(n -> n.contains("rule broken")), notes.toString());
  }

  @Test
  void hundredStreamsAreKeptApart() throws Exception {
    try (Emulator container = Emulator.start(EmulatorOptions.defaults());
        Emulator front = before(container);
        SdkClient client = new SdkClient(front)) {
      SdkClient.Call[] calls = new SdkClient.Call[100];
      for (int i = 0; i < calls.length; i++) {
        byte[] pcm = MorseKeyer.usual().key("NR " + i).pcm16();
        calls[i] = client.call().update("/opt/ml/model").commit(false).append(pcm, 8000);
        calls[i].commit(true);
      }
      for (int i = 0; i < calls.length; i++) {
        assertEquals(" NR " + i, calls[i].text());
        calls[i].finish();
      }
    }
  }

  @Test
  void aLargeMessageComesInPartialParts() throws Exception {
    EmulatorOptions big =
        EmulatorOptions.defaults().withFaults(List.of(FaultPlan.at(Fault.BIG_DONE, 0)));
    try (Emulator container = Emulator.start(big);
        Emulator front = before(container);
        SdkClient client = new SdkClient(front)) {
      byte[] pcm = MorseKeyer.usual().key("BIG").pcm16();
      SdkClient.Call call = client.call().update("/opt/ml/model").commit(false);
      assertEquals(" BIG", call.append(pcm, 2560).commit(true).text());
    }
  }

  @Test
  void binaryGoesThroughAsBinary() throws Exception {
    BlockingQueue<SocketServer.Frame> frames = new LinkedBlockingQueue<>();
    SocketServer.Script echo =
        s -> {
          s.accept();
          frames.add(s.read());
          s.frame(0x82, "raw".getBytes(UTF_8));
          s.awaitEnd();
        };
    try (SocketServer container = new SocketServer(skippingPing(echo));
        Emulator front = before(container.url());
        SdkClient client = new SdkClient(front)) {
      SdkClient.Call call = client.call().part("abc".getBytes(UTF_8), "BINARY", "COMPLETE");
      assertEquals(new SocketServer.Frame(2, true, "abc"), frames.poll(10, TimeUnit.SECONDS));
      assertEquals("raw", call.received.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aContainerThatRefusesThePathIsAModelError() throws Exception {
    try (Emulator container = Emulator.start(EmulatorOptions.defaults());
        Emulator front = before(container);
        SdkClient client = new SdkClient(front)) {
      ModelErrorException failure =
          assertInstanceOf(
              ModelErrorException.class, client.call("voxtral", "v2/realtime").failure());
      assertEquals(424, failure.statusCode());
      assertTrue(
          failure.getMessage().contains("Failed to establish WebSocket connection"),
          failure.getMessage());
    }
  }

  @Test
  void aContainerThatIsNotThereIsAModelErrorAndToldAtTheStart() throws Exception {
    URI nowhere = URI.create("ws://127.0.0.1:9");
    try (Emulator front = before(nowhere);
        SdkClient client = new SdkClient(front)) {
      assertInstanceOf(ModelErrorException.class, client.call().failure());
    }
    assertTrue(
        notes.stream().anyMatch(n -> n.contains("rule broken") && n.contains("/ping")),
        notes.toString());
  }

  @Test
  void anyCloseOfTheContainerIsAModelStreamErrorAfterWhatItSaid() throws Exception {
    for (Fault fault : new Fault[] {Fault.EARLY_END, Fault.STREAM_ERROR, Fault.DROP}) {
      EmulatorOptions broken =
          EmulatorOptions.defaults().withFaults(List.of(FaultPlan.at(fault, 5)));
      try (Emulator container = Emulator.start(broken);
          Emulator front = before(container);
          SdkClient client = new SdkClient(front)) {
        byte[] pcm = MorseKeyer.usual().key("BROKEN").pcm16();
        SdkClient.Call call = client.call().update("/opt/ml/model").commit(false);
        call.append(pcm, 2560).commit(true);
        // The SDK may tell of the end before it has delivered what came before it.
        assertInstanceOf(ModelStreamErrorException.class, call.failure());
        assertTrue(call.received.size() <= 5, call.received.toString());
      }
    }
  }

  @Test
  void aSlowAcceptIsARuleBroken() throws Exception {
    SocketServer.Script slow =
        s -> {
          long asked = System.nanoTime();
          Await.until("250 ms have passed", () -> System.nanoTime() - asked > 260_000_000);
          s.accept();
          s.text("{\"type\":\"session.created\",\"id\":\"a\",\"created\":1}");
          s.awaitEnd();
        };
    try (SocketServer container = new SocketServer(skippingPing(slow));
        Emulator front = before(container.url());
        SdkClient client = new SdkClient(front)) {
      assertInstanceOf(ServerEvent.SessionCreated.class, client.call().next());
      assertTrue(
          notes.stream()
              .anyMatch(n -> n.matches("rule broken: the container took \\d+ ms to accept .*")),
          notes.toString());
    }
  }

  @Test
  void pongsThatStayAwayBreakTheStream() throws Exception {
    SocketServer.Script mute =
        s -> {
          s.accept();
          s.awaitEnd();
        };
    EmulatorOptions fast = options.withPing(Duration.ofMillis(50));
    try (SocketServer container = new SocketServer(skippingPing(mute));
        Emulator front = Emulator.start(fast.withUpstream(Optional.of(base(container.url()))));
        SdkClient client = new SdkClient(front)) {
      assertInstanceOf(ModelStreamErrorException.class, client.call().failure());
      assertTrue(notes.stream().anyMatch(n -> n.contains("none of 5")), notes.toString());
    }
  }

  @Test
  void aContainerThatAnswersPingsLives() throws Exception {
    EmulatorOptions fast = options.withPing(Duration.ofMillis(100));
    try (Emulator container = Emulator.start(EmulatorOptions.defaults());
        Emulator front = Emulator.start(fast.withUpstream(Optional.of(base(container))));
        SdkClient client = new SdkClient(front)) {
      SdkClient.Call call = client.call();
      call.next();
      // Fifteen pings: three times as many as may stay unanswered.
      assertThrows(TimeoutException.class, () -> call.future.get(1500, TimeUnit.MILLISECONDS));
      assertEquals(" ON", speak(call, "ON").text());
    }
  }

  @Test
  void aClientThatDoesNotReadIsNotReadFromAndNeitherIsTheContainer() throws Exception {
    int seconds = 1200;
    try (Emulator container = Emulator.start(EmulatorOptions.defaults());
        Emulator front = before(container);
        SdkClient client = new SdkClient(front)) {
      CompletableFuture<Subscription> down = new CompletableFuture<>();
      SdkClient.Call call = client.call("voxtral", "v1/realtime", down::complete);
      call.update("/opt/ml/model").commit(false);
      call.append(new byte[32_000 * seconds], 32_000).commit(true);
      int left = Await.steady(call::unsent, Duration.ofMillis(500));
      assertTrue(left > seconds / 4, left + " seconds of " + seconds + " left");
      down.get(10, TimeUnit.SECONDS).request(Long.MAX_VALUE);
      assertEquals(ServerFrameClock.total(16_000L * seconds), call.deltas().size());
    }
  }

  private Emulator before(Emulator container) throws Exception {
    return Emulator.start(options.withUpstream(Optional.of(base(container))));
  }

  private Emulator before(URI container) throws Exception {
    return Emulator.start(options.withUpstream(Optional.of(base(container))));
  }

  private static URI base(Emulator container) {
    return base(URI.create(container.webSocketUrl()));
  }

  private static URI base(URI url) {
    return URI.create("ws://" + url.getHost() + ":" + url.getPort());
  }

  private static SdkClient.Call speak(SdkClient.Call call, String text) {
    byte[] pcm = MorseKeyer.usual().key(text).pcm16();
    return call.update("/opt/ml/model").commit(false).append(pcm, 2560).commit(true);
  }

  /** The front's first connection asks for /ping. */
  private static SocketServer.Script skippingPing(SocketServer.Script then) {
    return s -> {
      s.refuse(200, "", "");
      s.next();
      then.run(s);
    };
  }
}
