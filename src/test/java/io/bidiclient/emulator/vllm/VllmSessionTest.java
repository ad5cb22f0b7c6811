package io.bidiclient.emulator.vllm;

import static io.bidiclient.emulator.vllm.VllmSessionClient.codes;
import static io.bidiclient.emulator.vllm.VllmSessionClient.deltas;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.PcmBytes;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session answers to its client's messages, whatever the audio. */
class VllmSessionTest {
  private final VllmSessionClient client = VllmSessionClient.in(EmulatorMode.RELEASED);

  @Test
  void saysThatTheSessionIsCreatedBeforeItIsAsked() throws Exception {
    ServerEvent.SessionCreated created = (ServerEvent.SessionCreated) client.said().get(0);

    assertTrue(created.id().matches("sess-[0-9a-f]{32}"), created.id());
    assertEquals(1_700_000_000, created.created());
  }

  @Test
  void aNamedModelIsTakenWithoutAnAnswer() throws Exception {
    client.said();
    client.update("mistralai/Voxtral-Mini-4B-Realtime-2602");
    client.update("/opt/ml/model");
    client.update("");

    assertEquals(List.of(), client.said());
  }

  @Test
  void anUnknownModelIsRefusedAndTheQueuedAudioKept() throws Exception {
    client.said();
    client.append(9000);
    client.update("whisper");
    assertEquals(
        List.of(new ServerEvent.Failure("The model `whisper` does not exist.", "model_not_found")),
        client.said());

    client.update("/opt/ml/model");
    client.commit(false);
    assertEquals(1, deltas(client.said()));
  }

  @Test
  void anUnknownModelAfterAKnownOneLeavesTheSessionValidated() throws Exception {
    client.open();
    client.update("whisper");
    client.said();
    client.append(9000);
    client.commit(false);

    assertEquals(1, deltas(client.said()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCommitWithoutAModelIsRefused(boolean last) throws Exception {
    client.said();
    client.commit(last);

    ServerEvent.Failure failure = (ServerEvent.Failure) client.said().get(0);
    assertEquals("model_not_validated", failure.code());
  }

  @Test
  void aNestedModelIsRefused() throws Exception {
    client.said();
    client.session.receive(
        "{\"type\":\"session.update\",\"session\":{\"model\":\"/opt/ml/model\"}}");
    client.commit(false);

    assertEquals(List.of("processing_error", "model_not_validated"), codes(client.said()));
  }

  @Test
  void badMessagesAreAnsweredAndTheSessionLives() throws Exception {
    client.open();
    client.session.receive("hello");
    client.session.receive("[1]");
    client.session.receive("{\"no\":\"type\"}");
    client.session.receive("{\"type\":\"response.create\"}");
    client.session.receive("{\"type\":\"input_audio_buffer.append\"}");

    List<ServerEvent> said = client.said();
    assertEquals(
        List.of("invalid_json", "invalid_json", "invalid_event", "unknown_event", "invalid_event"),
        codes(said));
    assertEquals("Invalid JSON", ((ServerEvent.Failure) said.get(0)).message());
    assertEquals(
        "Unknown event type: response.create", ((ServerEvent.Failure) said.get(3)).message());
    assertEquals(18, client.answer(9000).size() - 1);
  }

  @Test
  void invalidAudioDropsOnlyItsChunk() throws Exception {
    client.open();
    client.commit(false);
    client.append(5000);
    client.session.receive(EventCodec.encode(new ClientEvent.Append(new PcmBytes(new byte[3]))));
    client.session.receive(EventCodec.encode(new ClientEvent.Append(new PcmBytes(new byte[0]))));
    client.session.receive("{\"type\":\"input_audio_buffer.append\",\"audio\":\"%%%\"}");
    client.append(4000);
    List<ServerEvent> said = client.said();

    assertEquals(List.of("invalid_audio", "invalid_audio", "invalid_audio"), codes(said));
    assertEquals(1, deltas(said));
  }

  @Test
  void aBinaryMessageClosesTheSession() {
    assertThrows(
        ContainerClosed.class, () -> client.session.receiveBinary(ByteBuffer.wrap(new byte[] {1})));
  }
}
