package io.bidiclient.realtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.session.Phase;
import io.bidiclient.realtime.session.SessionScript;
import io.bidiclient.realtime.session.Signal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A third dialect is a class of its own: nothing else knows of it, and a session speaks it. */
class NewDialectTest {
  /** Says {@code hello}, {@code word} and {@code bye}. */
  private record Terse() implements Dialect {
    @Override
    public String label() {
      return "terse";
    }

    @Override
    public ProtocolMessage parse(String message) throws ProtocolException {
      return ProtocolMessage.parse(message);
    }

    @Override
    public boolean opensWith(ProtocolMessage first) throws ProtocolException {
      return first.type().equals("hello");
    }

    @Override
    public Dialect settled(ProtocolMessage message) {
      return this;
    }

    @Override
    public Optional<ServerEvent> read(ProtocolMessage message) throws ProtocolException {
      return switch (message.type()) {
        case "hello" -> Optional.of(new ServerEvent.SessionCreated("t", 0));
        case "word" -> Optional.of(new ServerEvent.Delta(message.transcribed("w")));
        case "bye" -> Optional.of(new ServerEvent.Done(message.transcribed("w"), Optional.empty()));
        default -> Optional.of(new ServerEvent.Unknown(message.type()));
      };
    }

    @Override
    public ClientEvent.Visitor<List<String>> encoder() {
      return new VllmEncoder();
    }

    @Override
    public boolean countsFrames() {
      return false;
    }

    @Override
    public boolean hasModelAliases() {
      return false;
    }
  }

  @Test
  void aSessionSpeaksADialectThatNobodyElseKnows() {
    SessionScript script = new SessionScript(new Terse()).opened();
    script.server("{'type':'hello'}").audio(16_000);
    assertEquals(Phase.STREAMING, script.state().phase());
    assertEquals("t", script.state().id());
    script.effects();
    script.server("{'type':'word','w':'one'}").signal(new Signal.AudioEnded());
    script.server("{'type':'bye','w':'one'}");
    assertEquals(Phase.CLOSING, script.state().phase());
    List<String> effects = script.effects();
    assertEquals("heard 'one' at 16000", effects.get(0));
    assertTrue(effects.contains("done 'one'"), effects.toString());
  }

  @Test
  void itIsFoundByItsFirstEventOnceItIsAmongTheCandidates() throws Exception {
    Dialect auto = new DetectedDialect(List.of(new VllmDialect(), new Terse()));
    assertEquals(new Terse(), auto.settled(ProtocolMessage.parse("{\"type\":\"hello\"}")));
    assertEquals(
        new VllmDialect(), auto.settled(ProtocolMessage.parse("{\"type\":\"session.created\"}")));
  }
}
