package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that break off, leave, come back, are too many, or break the rules. */
@Timeout(120)
class LiveConnectionIT {
  private static final int RATE = 48_000;

  @AutoClose private LocalLiveServer server;

  @Test
  void aBrokenConnectionLosesNoSampleAndNoLine() throws Exception {
    server = LocalLiveServer.start();
    MorseKeyer.Keyed said = MorseKeyer.usual().atRate(RATE).key("GONE AND BACK AGAIN FOR MORE");
    byte[] pcm = said.pcm16();
    PagePeer page = PagePeer.open(server.url());
    String visit = page.hello().path("visit").asText();
    page.microphone(1, RATE).audio(Arrays.copyOf(pcm, pcm.length / 2));
    page.next("delta");
    page.next("delta");
    long seen = page.seen();
    String before = page.words();
    page.vanish();

    PagePeer again = PagePeer.open(server.url());
    JsonNode welcome = again.hello(visit, seen);
    assertTrue(welcome.path("resumed").asBoolean(), welcome.toString());
    assertTrue(welcome.path("active").asBoolean());
    assertEquals(1, welcome.path("recording").asLong());
    int received = welcome.path("received").asInt();
    assertTrue(received > 0 && received <= pcm.length / 2, received + " bytes");
    int taken = welcome.path("taken").asInt(-1);
    assertTrue(taken >= 0 && taken <= received, taken + " bytes");
    again.audio(Arrays.copyOfRange(pcm, received, pcm.length)).stop();
    JsonNode summary = again.next("summary");

    assertEquals(said.text(), before + again.words());
    assertEquals(seen + 1, again.first());
    again.seen();
    assertTrue(summary.path("complete").asBoolean());
    assertEquals(1, summary.path("sessions").asInt());
  }

  @Test
  void linesThatCameBeforeTheBreakWasNoticedComeAgainUntilTheyAreSeen() throws Exception {
    server = LocalLiveServer.start();
    MorseKeyer.Keyed said = MorseKeyer.usual().key("TWICE");
    PagePeer page = PagePeer.open(server.url());
    String visit = page.hello().path("visit").asText();
    page.microphone(1, 16_000).audio(said.pcm16()).stop().next("summary");
    page.vanish();

    PagePeer again = PagePeer.open(server.url());
    assertFalse(again.hello(visit, -1).path("active").asBoolean());
    again.next("summary");
    assertEquals(said.text(), again.words());
    assertEquals(0, again.first());
    long last = again.seen();
    again.say("{\"type\":\"seen\",\"seq\":" + last + "}");
    // The answer tells that what was said before has been heard.
    again.export("text");
    again.vanish();

    PagePeer third = PagePeer.open(server.url());
    third.hello(visit, last);
    assertEquals(said.text().strip() + "\n", third.export("text"));
    assertEquals("", third.words());
  }

  @Test
  void aPageThatIsClosedEndsItsSessionWithAFinalCommit() throws Exception {
    server = LocalLiveServer.start();
    byte[] pcm = MorseKeyer.usual().key("CLOSED TAB", 0.5, 8).pcm16();
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(pcm);
    page.next("delta");
    assertFalse(server.wentUp("commit final"));
    page.leave();

    assertEquals(1000, page.closeCode());
    assertEquals("update", server.nextUp());
    assertEquals("commit", server.nextUp());
    assertEquals("commit final", server.nextUp());
    assertEquals("closed", server.nextUp());
  }

  @Test
  void aPageThatDoesNotComeBackIsNotWaitedForForEver() throws Exception {
    server =
        LocalLiveServer.start(
            new LocalLiveServer.Setup().absence(Duration.ofMillis(50)).visitors(1));
    PagePeer page = PagePeer.open(server.url());
    String visit = page.hello().path("visit").asText();
    page.microphone(1, 16_000).audio(MorseKeyer.usual().key("ABSENT ONES", 0.5, 4).pcm16());
    page.next("delta");
    page.vanish();

    assertEquals("update", server.nextUp());
    assertEquals("commit", server.nextUp());
    assertEquals("commit final", server.nextUp());
    JsonNode welcome = PagePeer.open(server.url()).hello(visit, 3);
    assertFalse(welcome.path("resumed").asBoolean());
  }

  @Test
  void visitorsBeyondTheLimitAreTurnedAwayUntilOneLeaves() throws Exception {
    server = LocalLiveServer.start(new LocalLiveServer.Setup().visitors(2));
    PagePeer first = PagePeer.open(server.url());
    first.hello();
    PagePeer.open(server.url()).hello();
    PagePeer third = PagePeer.open(server.url());
    JsonNode refused = third.hello();
    assertEquals("refused", refused.path("type").asText());
    assertEquals("visitors", refused.path("code").asText());
    assertTrue(refused.path("hint").asText().contains("whoever runs this server"));
    assertEquals(1013, third.closeCode());

    first.leave();
    first.closeCode();
    assertEquals("welcome", PagePeer.open(server.url()).hello().path("type").asText());
  }

  @Test
  void aPageThatBreaksTheRulesIsToldWhichOne() throws Exception {
    server = LocalLiveServer.start();
    byte[] second = new byte[32_000];
    assertRefused(page -> page.stop(), "a message before hello");
    assertRefused(page -> page.say("[]"), "not a JSON object");
    assertRefused(page -> page.say("{\"type\":\"sing\"}"), "unknown type 'sing'");
    assertRefused(page -> page.say("{\"type\":\"seen\"}"), "without its 'seq'");
    assertRefused(page -> page.hello().isEmpty(), page -> page.say(hello()), "a second hello");
    assertRefused(
        page -> page.hello().isEmpty(), page -> page.microphone(1, 1), "1 samples a second");
    assertRefused(
        page -> page.hello().isEmpty(),
        page -> page.microphone(1, 16_000).microphone(2, 16_000),
        "before the last one was over");
    assertRefused(
        page -> page.hello().isEmpty(),
        page -> page.microphone(1, 16_000).stop().audio(second),
        "audio after");
    assertRefused(
        page -> page.hello().isEmpty(),
        page -> page.microphone(1, 16_000).audio(new byte[8 << 20]),
        "more audio than was asked for");
  }

  @Test
  void aBrokenSessionOfALateEndpointIsReplacedUnseen() throws Exception {
    server =
        LocalLiveServer.start(
            new LocalLiveServer.Setup().delay(12).fault(FaultPlan.parse("drop@60x1")));
    MorseKeyer.Keyed said = MorseKeyer.usual().key("NOT A WORD IS LOST HERE");
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(said.pcm16()).stop();
    JsonNode summary = page.next("summary");
    assertEquals(said.text(), page.words());
    assertEquals("complete", summary.path("status").asText());
    assertTrue(summary.path("retries").asInt() > 0, summary.toString());
  }

  private static String hello() {
    return "{\"type\":\"hello\",\"visit\":\"\",\"seen\":-1}";
  }

  private interface Act {
    void on(PagePeer page) throws Exception;
  }

  private void assertRefused(Act act, String why) throws Exception {
    assertRefused(page -> {}, act, why);
  }

  private void assertRefused(Act before, Act act, String why) throws Exception {
    PagePeer page = PagePeer.open(server.url());
    before.on(page);
    try {
      act.on(page);
    } catch (ExecutionException e) {
      // The server may close before all is said.
      assertTrue(e.getCause() instanceof IOException, e.toString());
    }
    JsonNode refused = page.next("refused");
    assertEquals("protocol", refused.path("code").asText());
    assertTrue(refused.path("message").asText().contains(why), refused.toString());
    assertEquals(1008, page.closeCode());
  }
}
