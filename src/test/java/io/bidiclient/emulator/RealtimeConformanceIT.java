package io.bidiclient.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What vLLM asks of its own Realtime server. Against the emulator, or any server:
 *
 * <pre>
 * mvn verify -Dit.test=RealtimeConformanceIT \
 *     -Dbidi.conformance.url=ws://HOST:8000/v1/realtime -Dbidi.conformance.model=NAME
 * </pre>
 */
@Timeout(300)
class RealtimeConformanceIT {
  private static final Optional<URI> OTHER =
      Optional.ofNullable(System.getProperty("bidi.conformance.url")).map(URI::create);
  private static final String MODEL =
      System.getProperty("bidi.conformance.model", "mistralai/Voxtral-Mini-4B-Realtime-2602");
  private static final int CHUNK = 4096;

  private static Optional<Emulator> emulator = Optional.empty();
  private static byte[] pcm;

  @BeforeAll
  static void prepare() throws Exception {
    if (OTHER.isPresent()) {
      pcm = speech();
    } else {
      emulator = Optional.of(Emulator.start(EmulatorOptions.defaults()));
      pcm = MorseKeyer.usual().key("CONFORMANCE").pcm16();
    }
  }

  @AfterAll
  static void stop() {
    emulator.ifPresent(Emulator::close);
  }

  @Test
  void aStreamOfManyChunksIsTranscribed() throws Exception {
    SocketClient client = open();
    client.update(MODEL).commit(false);
    assertTranscribes(client);
    client.close();
  }

  @Test
  void audioMayComeBeforeTheCommit() throws Exception {
    SocketClient client = open();
    client.update(MODEL).append(pcm, CHUNK).commit(false).commit(true);
    assertWhole(client);
  }

  @Test
  void twoUtterancesFitInOneSession() throws Exception {
    SocketClient client = open();
    client.update(MODEL);
    for (int i = 0; i < 2; i++) {
      client.commit(false);
      assertTranscribes(client);
    }
  }

  @Test
  void anUnknownModelIsRefusedAndTheSessionLivesOn() throws Exception {
    SocketClient client = open();
    client.update("nobody/serves-this");
    assertEquals("model_not_found", error(client));
    client.update(MODEL).commit(false);
    assertTranscribes(client);
  }

  @Test
  void aCommitWithoutAnUpdateIsRefused() throws Exception {
    SocketClient client = open();
    client.commit(false);
    assertEquals("model_not_validated", error(client));
    client.update(MODEL).commit(false);
    assertTranscribes(client);
  }

  @Test
  void anUtteranceWithoutAudioKillsNobody() throws Exception {
    SocketClient client = open();
    client.update(MODEL).commit(false).commit(true);
    assertEquals("", client.text());
    SocketClient next = open();
    next.update(MODEL).commit(false);
    assertTranscribes(next);
  }

  private static SocketClient open() throws Exception {
    URI url = OTHER.orElseGet(() -> URI.create(emulator.orElseThrow().webSocketUrl()));
    SocketClient client = SocketClient.connect(url);
    assertInstanceOf(ServerEvent.SessionCreated.class, client.next());
    return client;
  }

  private static void assertTranscribes(SocketClient client) throws Exception {
    client.append(pcm, CHUNK).commit(true);
    assertWhole(client);
  }

  /** The deltas are the transcript, one for each frame. */
  private static void assertWhole(SocketClient client) throws Exception {
    List<String> deltas = client.deltas();
    String text = String.join("", deltas);
    ServerEvent.Done done = client.done();
    assertEquals(text.strip(), done.text().strip());
    assertEquals(ServerFrameClock.total(pcm.length / 2), deltas.size());
    assertEquals(
        deltas.size(), done.usage().map(ServerEvent.Usage::completionTokens).orElseThrow());
    if (emulator.isPresent()) {
      assertEquals(" CONFORMANCE", text);
    } else {
      assertTrue(!text.isBlank(), "no word was heard in the sample");
    }
  }

  private static String error(SocketClient client) throws Exception {
    ServerEvent event = client.next();
    while (event instanceof ServerEvent.Unknown || event instanceof ServerEvent.SessionUpdated) {
      event = client.next();
    }
    return assertInstanceOf(ServerEvent.Failure.class, event).code();
  }

  private static byte[] speech() throws Exception {
    Path sample = Path.of(System.getProperty("bidi.samples"), "speech-en.wav");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (AudioPipeline pipeline = new AudioPipeline("sample", AudioFiles.open(sample), 80)) {
      for (Optional<AudioChunk> chunk = pipeline.next();
          chunk.isPresent();
          chunk = pipeline.next()) {
        all.writeBytes(chunk.get().pcm());
      }
    }
    return all.toByteArray();
  }
}
