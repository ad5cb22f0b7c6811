package io.bidiclient.realtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.bidiclient.audio.AudioChunk;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedDialectTest {
  private static final ProtocolMessage VLLM =
      message("{\"type\":\"session.created\",\"id\":\"sess-1\",\"created\":1}");
  private static final ProtocolMessage OPENAI =
      message("{\"type\":\"session.created\",\"session\":{\"id\":\"sess_1\"}}");

  private final ClientEvent append = ClientEvent.Append.of(new AudioChunk(0, new byte[2560]));
  private final Dialect shared = new SharedDialect(Dialects.auto());

  @Test
  void streamsOfTheSameAudioSendTheSameMessage() throws ProtocolException {
    Dialect one = shared.settled(VLLM);
    Dialect other = shared.settled(VLLM);
    assertEquals(one, other);
    List<String> written = append.accept(one.encoder());
    assertSame(written, append.accept(other.encoder()));
    assertEquals(append.accept(new VllmDialect().encoder()), written);
  }

  @Test
  void otherAudioIsAnotherMessage() {
    ClientEvent again = ClientEvent.Append.of(new AudioChunk(1280, new byte[2560]));
    assertNotSame(append.accept(shared.encoder()), again.accept(shared.encoder()));
  }

  @Test
  void whatASessionWritesInItsOwnWayIsNotShared() throws ProtocolException {
    Dialect openAi = shared.settled(OPENAI);
    assertEquals("openai", openAi.label());
    assertNotSame(append.accept(openAi.encoder()), append.accept(openAi.encoder()));
  }

  @Test
  void aSettledDialectStaysTheSame() throws ProtocolException {
    Dialect settled = shared.settled(VLLM);
    assertSame(settled, settled.settled(VLLM));
  }

  private static ProtocolMessage message(String text) {
    try {
      return ProtocolMessage.parse(text);
    } catch (ProtocolException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
