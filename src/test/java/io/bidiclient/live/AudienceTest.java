package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a reader who takes nothing delays nobody, and is told what it has missed. */
class AudienceTest {
  private static final PageMessage.Hello NEW = new PageMessage.Hello("", -1);

  private final Audience audience = new Audience(3, 2_000, "endpoint emulator");

  @Test
  void aReaderThatTakesNothingDelaysNobodyAndHoldsNothingBack() {
    EmbeddedChannel slow = new EmbeddedChannel();
    EmbeddedChannel prompt = new EmbeddedChannel();
    Audience.Reader waiting = audience.enter(slow, NEW).orElseThrow();
    Audience.Reader unused = audience.enter(prompt, NEW).orElseThrow();
    assertEquals(1, taken(slow).size());
    slow.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    audience.began("a", 1);
    for (int i = 0; i < 500; i++) {
      audience.said("a", 1, delta("word " + i));
    }
    assertEquals(0, taken(slow).size());
    assertEquals(502, taken(prompt).size());

    slow.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    waiting.flush();
    List<String> late = taken(slow);
    assertTrue(late.get(0).contains("\"type\":\"dropped\""), late.get(0));
    int rest = late.size() - 1;
    assertTrue(rest > 5 && rest < 30, rest + " lines were kept of 501");
    assertTrue(late.get(0).contains("\"count\":" + (501 - rest)), late.get(0));
    assertTrue(late.get(rest).contains("word 499"), late.get(rest));
  }

  @Test
  void theNewestLineIsKeptHoweverLongItIs() {
    Audience small = new Audience(1, 10, "endpoint emulator");
    small.said("a", 1, delta("longer than ten characters"));
    EmbeddedChannel late = new EmbeddedChannel();
    Audience.Reader unused = small.enter(late, NEW).orElseThrow();
    List<String> lines = taken(late);
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(1).contains("longer than ten characters"), lines.get(1));
  }

  @Test
  void aReaderThatComesBackGetsWhatItHasNotSeenAndAStrangerAllOfIt() {
    audience.began("a", 1);
    audience.said("a", 1, delta("one"));
    EmbeddedChannel first = new EmbeddedChannel();
    Audience.Reader reader = audience.enter(first, NEW).orElseThrow();
    List<String> seen = taken(first);
    assertEquals(3, seen.size());
    String id = seen.get(0).replaceAll(".*\"visit\":\"([^\"]*)\".*", "$1");
    audience.leave(reader);
    audience.said("a", 1, delta("two"));
    EmbeddedChannel again = new EmbeddedChannel();
    audience.leave(audience.enter(again, new PageMessage.Hello(id, 1)).orElseThrow());
    List<String> missed = taken(again);
    assertEquals(2, missed.size());
    assertTrue(missed.get(0).contains("\"resumed\":true"), missed.get(0));
    assertTrue(missed.get(1).contains("\"text\":\"two\""), missed.get(1));
    EmbeddedChannel other = new EmbeddedChannel();
    audience.leave(audience.enter(other, new PageMessage.Hello("another", 1)).orElseThrow());
    assertEquals(4, taken(other).size());
  }

  @Test
  void whatOnePageHasClearedIsGoneForThoseWhoComeAndBackWhenItIsRestored() {
    audience.said("a", 1, delta("mine"));
    audience.said("b", 1, delta("yours"));
    audience.clear("a");
    assertEquals(List.of("yours"), words());
    audience.restore("a");
    assertEquals(List.of("yours", "mine"), words());
    audience.clear("a");
    audience.began("a", 2);
    audience.restore("a");
    assertEquals(List.of("yours"), words());
  }

  private List<String> words() {
    EmbeddedChannel channel = new EmbeddedChannel();
    audience.leave(audience.enter(channel, NEW).orElseThrow());
    return taken(channel).stream()
        .filter(line -> line.contains("\"type\":\"delta\""))
        .map(line -> line.replaceAll(".*\"text\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static PlacedDelta delta(String text) {
    return new PlacedDelta(0, text, 0, 1_280, TimestampBasis.FRAMES);
  }

  private static List<String> taken(EmbeddedChannel channel) {
    List<String> all = new ArrayList<>();
    for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
      all.add(((TextWebSocketFrame) frame).text());
    }
    return all;
  }
}
