package io.bidiclient.emulator.vllm;

import static io.bidiclient.emulator.vllm.VllmSessionClient.codes;
import static io.bidiclient.emulator.vllm.VllmSessionClient.deltas;
import static io.bidiclient.emulator.vllm.VllmSessionClient.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.delivery.Cadence;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where other servers differ from the released vLLM, and how text is delivered. */
class VllmModesTest {
  @Test
  void legacyTakesAnyModelAndAddsNoSilence() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.LEGACY);
    client.said();
    client.update("whisper");
    List<ServerEvent> said = client.answer(16_000);

    assertEquals(6, deltas(said));
    assertEquals(6, done(said).usage().orElseThrow().completionTokens());
  }

  @Test
  void legacyDiesOfAnUtteranceWithoutAudio() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.LEGACY);
    client.open();
    client.commit(false);
    client.commit(true);

    assertThrows(ContainerClosed.class, client::said);
  }

  @Test
  void nextAcknowledgesAndWritesMoreFields() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.NEXT);
    client.said();
    client.update("/opt/ml/model");
    assertEquals(List.of(new ServerEvent.SessionUpdated()), client.said());

    client.append(9000);
    client.commit(false);
    assertEquals(
        "{\"type\":\"transcription.delta\",\"delta\":\"\",\"logprobs\":null}",
        client.session.poll().orElseThrow());
    client.commit(true);
    assertTrue(done(client.said()).usage().isPresent());
  }

  @Test
  void nextRefusesMoreThan256WaitingChunks() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.NEXT);
    client.open();
    for (int i = 0; i < 257; i++) {
      client.append(1);
    }

    assertEquals(List.of("buffer_full"), codes(client.said()));
  }

  @Test
  void nextTellsASilentClient() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.NEXT);
    client.open();
    client.session.idle();

    assertEquals(List.of("idle_timeout"), codes(client.said()));
  }

  @Test
  void muteStopsAfterItsFrames() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.MUTE);
    client.open();

    List<ServerEvent> said = client.answer(32_000);
    assertEquals(5, deltas(said));
    assertEquals(5, said.size());
  }

  @Test
  void aRutWritesNothingButFrames() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.RUT);
    client.model.words = List.of(" one");
    client.open();

    List<ServerEvent> said = client.answer(9000);
    assertEquals(18, deltas(said));
    assertEquals("", done(said).text());
  }

  @Test
  void aSlowStartHoldsTheFirstGenerationBackOnce() throws Exception {
    VllmSessionClient client = VllmSessionClient.in(EmulatorMode.SLOW_START);
    client.open();
    assertEquals(Duration.ZERO, client.session.pause());
    client.commit(false);

    assertEquals(Duration.ofSeconds(7), client.session.pause());
    assertEquals(Duration.ZERO, client.session.pause());
  }

  @Test
  void asMuchSilenceIsAddedAsTextIsHeldBackBy() throws Exception {
    VllmSessionClient client = VllmSessionClient.with(TextDelivery.PLAIN.withDelay(25));
    client.model.words = List.of("", " one", " two");
    client.open();
    List<ServerEvent> said = client.answer(16_000);
    long frames = ServerFrameClock.total(16_000) + 25;
    assertEquals(frames, deltas(said));
    assertEquals(Optional.of(new ServerEvent.Usage(39, frames)), done(said).usage());
    assertEquals(new ServerEvent.Delta(" one"), said.get(26));
    assertEquals(" one two", done(said).text());
  }

  @Test
  void aServerOfTokensHasNoDeltaWithoutText() throws Exception {
    VllmSessionClient client =
        VllmSessionClient.with(TextDelivery.PLAIN.withCadence(Cadence.TOKEN));
    client.model.words = List.of("", " one", "", " two three");
    client.open();
    List<ServerEvent> said = client.answer(16_000);
    assertEquals(
        List.of(
            new ServerEvent.Delta(" one"),
            new ServerEvent.Delta(" two"),
            new ServerEvent.Delta(" three"),
            new ServerEvent.Done(" one two three", Optional.of(new ServerEvent.Usage(39, 3)))),
        said);
  }

  @Test
  void aSegmentIsSaidAtTheEndAtTheLatest() throws Exception {
    VllmSessionClient client =
        VllmSessionClient.with(TextDelivery.PLAIN.withCadence(Cadence.SEGMENT));
    int frames = (int) ServerFrameClock.total(16_000);
    client.model.words = new ArrayList<>(Collections.nCopies(frames, ""));
    client.model.words.set(frames - 1, " last");
    client.open();
    List<ServerEvent> said = client.answer(16_000);
    assertEquals(List.of(new ServerEvent.Delta(" last")), said.subList(0, said.size() - 1));
    assertEquals(" last", done(said).text());
  }
}
