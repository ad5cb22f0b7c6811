package io.bidiclient.emulator.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What faults make of the messages of a session. */
class FaultInjectorTest {
  private static final String DONE =
      EventCodec.encode(new ServerEvent.Done(" AN AREA", Optional.empty()));

  private final List<String> sent = new ArrayList<>();
  private final List<Runnable> repeated = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ESCAPES", "SPLIT_SURROGATES", "LONE_SURROGATES"})
  void theDoneHasTheTextOfTheDeltas(Fault fault) throws Exception {
    send(fault, delta(" AN"), delta(""), delta(" AREA"), DONE);
    StringBuilder joined = new StringBuilder();
    String last = sent.remove(sent.size() - 1);
    for (String message : sent) {
      joined.append(((ServerEvent.Delta) EventCodec.decodeServer(message)).text());
    }
    ServerEvent.Done done = (ServerEvent.Done) EventCodec.decodeServer(last);
    assertEquals(done.text(), joined.toString());
    assertEquals(3, done.text().split("A", -1).length - 1, done.text());
    assertTrue(done.text().length() > " AN AREA".length(), done.text());
  }

  @Test
  void aPairIsSplitOverTwoDeltasEachTime() {
    send(Fault.SPLIT_SURROGATES, delta(" AREA"), delta(""), delta("B"), DONE);
    assertEquals(
        List.of(
            "{\"type\":\"transcription.delta\",\"delta\":\" A\\ud83d\"}",
            "{\"type\":\"transcription.delta\",\"delta\":\"\\ude00REA\\ud83d\"}",
            "{\"type\":\"transcription.delta\",\"delta\":\"\\ude00B\"}"),
        sent.subList(0, 3));
    assertTrue(sent.get(3).contains(" A\\ud83d\\ude00N A\\ud83d\\ude00REA"), sent.get(3));
  }

  @Test
  void aLargeDoneIsTheSameEventWithAFieldOfAMebibyte() throws Exception {
    send(Fault.BIG_DONE, delta(" AN"), DONE);
    assertTrue(sent.get(1).length() > 1 << 20, "only " + sent.get(1).length());
    assertEquals(EventCodec.decodeServer(DONE), EventCodec.decodeServer(sent.get(1)));
  }

  @Test
  void aDoneIsFollowedByWhatNoServerShouldSay() {
    send(Fault.EVENTS_AFTER_DONE, delta(" AN AREA"), DONE);
    assertEquals(6, sent.size());
    assertEquals(DONE, sent.get(1));
    assertTrue(sent.get(2).contains("\"error\""), sent.get(2));
    assertTrue(sent.get(3).contains(" AFTERWARDS"), sent.get(3));
    assertEquals(DONE, sent.get(4));
    assertEquals("this is not JSON", sent.get(5));
  }

  @ParameterizedTest
  @CsvSource({
    "ENDLESS_EMPTY, '{\"type\":\"transcription.delta\",\"delta\":\"\"}'",
    "ENDLESS_TEXT, '{\"type\":\"transcription.delta\",\"delta\":\" MORE\"}'",
    "ENDLESS_KEEP_ALIVES, alive",
  })
  void somethingWithoutEndTakesThePlaceOfTheDone(Fault fault, String again) {
    send(fault, delta(" AN AREA"), DONE);
    assertEquals(List.of(delta(" AN AREA")), sent);
    assertEquals(1, repeated.size());
    repeated.get(0).run();
    repeated.get(0).run();
    assertEquals(List.of(delta(" AN AREA"), again, again), sent);
  }

  @Test
  void anotherProtocolsEventsGoThroughAsTheyAre() {
    String event = "{\"type\":\"response.created\",\"name\":\"A\"}";
    send(Fault.ESCAPES, event, "not JSON: A");
    assertEquals(List.of(event, "not JSON: A"), sent);
    assertFalse(sent.isEmpty());
  }

  private void send(Fault fault, String... messages) {
    FaultInjector injector =
        new FaultInjector(Optional.of(FaultPlan.at(fault, 0)), new SentMessages(), repeated::add);
    for (String message : messages) {
      injector.send(message);
    }
  }

  private static String delta(String text) {
    return EventCodec.encode(new ServerEvent.Delta(text));
  }

  /** Keeps what a client would get. */
  private final class SentMessages implements ClientWire {
    @Override
    public void message(String text) {
      sent.add(text);
    }

    @Override
    public void binary(ByteBuffer bytes) {
      sent.add("binary");
    }

    @Override
    public void part(byte[] bytes, boolean last) {
      sent.add("part");
    }

    @Override
    public void damage() {
      sent.add("damage");
    }

    @Override
    public void fail(StreamException failure) {
      sent.add("failure");
    }

    @Override
    public void end() {
      sent.add("end");
    }

    @Override
    public void reset() {
      sent.add("reset");
    }

    @Override
    public void goAway() {
      sent.add("goaway");
    }

    @Override
    public void drop() {
      sent.add("drop");
    }

    @Override
    public void keepAlive() {
      sent.add("alive");
    }

    @Override
    public void flush() {
      // What was sent counts at once.
    }
  }
}
