package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bidiclient.MorseFile;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server against a page without a browser, streaming to the emulator over the real SDK. */
@Timeout(120)
class LiveServerIT {
  private static final int RATE = 48_000;

  @TempDir private Path folder;

  @AutoClose private LocalLiveServer server;

  @Test
  void readsAMicrophoneAtTheBrowsersRateToTheLetter() throws Exception {
    server = LocalLiveServer.start();
    MorseKeyer.Keyed said = MorseKeyer.usual().atRate(RATE).key("SPOKEN INTO A PAGE");
    PagePeer page = PagePeer.open(server.url());
    JsonNode welcome = page.hello();
    assertEquals("welcome", welcome.path("type").asText());
    assertFalse(welcome.path("resumed").asBoolean());
    assertEquals(0, welcome.path("recording").asLong());
    assertEquals(1 << 20, welcome.path("window").asInt());
    assertEquals("endpoint emulator", welcome.path("target").asText());

    byte[] pcm = said.pcm16();
    page.microphone(1, RATE).audio(pcm).stop();
    JsonNode progress = page.next(m -> m.path("received").asLong() == pcm.length);
    assertEquals(1, progress.path("recording").asLong());
    JsonNode summary = page.next("summary");

    assertEquals(said.text(), page.words());
    assertTrue(summary.path("complete").asBoolean(), summary.toString());
    assertEquals(4, summary.path("words").asInt());
    double seconds = said.samples().length / (double) RATE;
    assertEquals(seconds, summary.path("audio_seconds").asDouble(), 0.001);
    assertEquals(0, page.first());
    page.seen();
  }

  @Test
  void whatIsSentIsWhatWasSpoken() throws Exception {
    server = LocalLiveServer.start();
    byte[] pcm = MorseKeyer.usual().key("BIT FOR BIT").pcm16();
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(pcm).stop();
    JsonNode summary = page.next("summary");

    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pcm));
    assertEquals(digest, summary.path("sent_sha256").asText());
  }

  @Test
  void readsADroppedFileAsTheCommandLineDoes() throws Exception {
    server = LocalLiveServer.start();
    Path file = folder.resolve("dropped.wav");
    String text =
        MorseFile.write(file, "DROPPED", MorseKeyer.usual().atRate(44_100), 2, MorseFile.Form.S24);
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.file(1, "dropped.wav").audio(Files.readAllBytes(file)).stop().next("summary");
    assertEquals(text, page.export("text"));

    page.file(2, "no\\u0000audio.txt")
        .audio("no audio at all, only text".getBytes(StandardCharsets.UTF_8))
        .stop();
    JsonNode error = page.next("error");
    assertEquals("input", error.path("code").asText());
    // A control character is shown escaped, here as in every other message.
    assertTrue(error.path("message").asText().startsWith("no\\u0000audio.txt: "), error.toString());
    assertFalse(error.path("hint").asText().isEmpty());
    assertEquals("failed", page.next("summary").path("status").asText());
  }

  @Test
  void visitorsAtOnceGetEachTheirOwnText() throws Exception {
    server = LocalLiveServer.start();
    List<MorseKeyer.Keyed> said =
        List.of(
            MorseKeyer.usual().atRate(RATE).key("FIRST VISITOR SPEAKS"),
            MorseKeyer.usual().atRate(RATE).atTone(800).key("SECOND ONE SPEAKS TOO"));
    PagePeer one = PagePeer.open(server.url());
    PagePeer other = PagePeer.open(server.url());
    one.hello();
    other.hello();
    one.microphone(1, RATE);
    other.microphone(1, RATE);
    byte[] first = said.get(0).pcm16();
    byte[] second = said.get(1).pcm16();
    for (int from = 0; from < Math.max(first.length, second.length); from += 48_000) {
      one.audio(part(first, from));
      other.audio(part(second, from));
    }
    one.stop().next("summary");
    other.stop().next("summary");
    assertEquals(said.get(0).text(), one.words());
    assertEquals(said.get(1).text(), other.words());
  }

  @Test
  void aFailureOfTheEndpointIsToldAndTheNextRecordingGoesOn() throws Exception {
    server =
        LocalLiveServer.start(new LocalLiveServer.Setup().fault(FaultPlan.parse("http-403x1")));
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    byte[] pcm = MorseKeyer.usual().key("AGAIN").pcm16();
    page.microphone(1, 16_000).audio(pcm);
    JsonNode error = page.next("error");
    assertEquals("auth", error.path("code").asText());
    assertTrue(error.path("message").asText().contains("endpoint emulator"), error.toString());
    assertFalse(error.path("hint").asText().isEmpty());
    assertEquals("failed", page.next("summary").path("status").asText());
    // A page learns of it a little later, and goes on meanwhile.
    page.audio(pcm).stop();

    page.microphone(2, 16_000).audio(pcm).stop().next("summary");
    assertEquals(" AGAIN", page.words());
  }

  @Test
  void recordingsShareATimeLineAndEachFormOfIt() throws Exception {
    server = LocalLiveServer.start();
    MorseKeyer.Keyed first = MorseKeyer.usual().key("ONE TWO");
    MorseKeyer.Keyed second = MorseKeyer.usual().key("THREE");
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(first.pcm16()).stop().next("summary");
    page.microphone(2, 16_000).audio(second.pcm16()).stop();
    JsonNode session = page.next("session");
    double length = first.samples().length / 16_000.0;
    assertEquals(length, session.path("audio_start").asDouble(), 0.001);
    page.next("summary");

    assertEquals("ONE TWO\nTHREE\n", page.export("text"));
    JsonNode json = new ObjectMapper().readTree(page.export("json"));
    assertEquals("ONE TWO THREE", json.path("text").asText());
    assertEquals("complete", json.path("status").asText());
    assertEquals(3, json.path("words").size());
    double end = length + second.words().get(0).end() / 16_000.0;
    assertEquals(end, json.path("words").get(2).path("end").asDouble(), 0.16);
    assertEquals(
        length + second.samples().length / 16_000.0,
        json.path("summary").path("audio_seconds").asDouble(),
        0.002);
    assertTrue(page.export("srt").startsWith("1\n00:00:01,"), page.export("srt"));
    assertTrue(page.export("vtt").startsWith("WEBVTT\n\n1\n"), page.export("vtt"));
    assertTrue(page.export("vtt").endsWith("THREE\n\n"), page.export("vtt"));

    page.say("{\"type\":\"clear\"}");
    assertEquals("", page.export("text"));
    page.say("{\"type\":\"restore\"}");
    assertEquals("ONE TWO\nTHREE\n", page.export("text"));
    page.say("{\"type\":\"clear\"}");
    assertEquals("", page.export("text"));
    page.microphone(3, 16_000).audio(second.pcm16()).stop();
    assertEquals(0, page.next("session").path("audio_start").asDouble());
    page.next("summary");
    assertEquals("THREE\n", page.export("text"));
  }

  @Test
  void aDocumentCanBeHadInTheMiddle() throws Exception {
    server = LocalLiveServer.start();
    MorseKeyer.Keyed said = MorseKeyer.usual().key("HALF WAY THROUGH", 0.5, 4);
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(said.pcm16());
    while (!page.words().endsWith("THROUGH")) {
      page.next("delta");
    }
    assertEquals("HALF WAY THROUGH\n", page.export("text"));
    JsonNode json = new ObjectMapper().readTree(page.export("json"));
    assertEquals("partial", json.path("status").asText());
    page.stop().next("summary");
    json = new ObjectMapper().readTree(page.export("json"));
    assertEquals("complete", json.path("status").asText());
  }

  @Test
  void theServersEndStillGivesTheLastWords() throws Exception {
    server = LocalLiveServer.start();
    MorseKeyer.Keyed said = MorseKeyer.usual().key("THE END");
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(said.pcm16());
    page.next("delta");
    // All but a part of a chunk is sent by then, and the last word not yet heard.
    page.next(m -> m.path("sent").asDouble() * 16_000 > said.samples().length - 1_280);
    server.finish(Duration.ofSeconds(5));
    page.next("summary");
    assertEquals(said.text(), page.words());
    assertEquals(1001, page.closeCode());
  }

  private static byte[] part(byte[] bytes, int from) {
    int to = Math.min(bytes.length, from + 48_000);
    return from >= to ? new byte[0] : Arrays.copyOfRange(bytes, from, to);
  }
}
