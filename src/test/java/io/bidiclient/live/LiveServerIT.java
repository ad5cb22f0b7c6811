package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bidiclient.MorseFile;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.transcript.Target;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.RecordingTransport;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.sagemaker.SageMakerSettings;
import io.bidiclient.transport.sagemaker.SageMakerTransport;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server against a page without a browser, streaming to the emulator over the real SDK. */
@Timeout(120)
class LiveServerIT {
  private static final long PATIENCE = 20;
  private static final int RATE = 48_000;

  @TempDir private Path folder;

  /** What went up to the endpoint, without the audio. */
  private final BlockingQueue<String> upward = new LinkedBlockingQueue<>();

  private Emulator emulator;
  private Transport transport;
  private LiveServer server;

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
      transport.close();
      emulator.close();
    }
  }

  @Test
  void readsAMicrophoneAtTheBrowsersRateToTheLetter() throws Exception {
    start();
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
    start();
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
    start();
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
  void aBrokenConnectionLosesNoSampleAndNoLine() throws Exception {
    start();
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
    start();
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
    start();
    byte[] pcm = MorseKeyer.usual().key("CLOSED TAB", 0.5, 8).pcm16();
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(pcm);
    page.next("delta");
    assertFalse(upward.contains("commit final"));
    page.leave();

    assertEquals(1000, page.closeCode());
    assertEquals("update", upward.poll(PATIENCE, TimeUnit.SECONDS));
    assertEquals("commit", upward.poll(PATIENCE, TimeUnit.SECONDS));
    assertEquals("commit final", upward.poll(PATIENCE, TimeUnit.SECONDS));
    assertEquals("closed", upward.poll(PATIENCE, TimeUnit.SECONDS));
  }

  @Test
  void aPageThatDoesNotComeBackIsNotWaitedForForEver() throws Exception {
    start(new Setup().absence(Duration.ofMillis(50)).visitors(1));
    PagePeer page = PagePeer.open(server.url());
    String visit = page.hello().path("visit").asText();
    page.microphone(1, 16_000).audio(MorseKeyer.usual().key("ABSENT ONES", 0.5, 4).pcm16());
    page.next("delta");
    page.vanish();

    assertEquals("update", upward.poll(PATIENCE, TimeUnit.SECONDS));
    assertEquals("commit", upward.poll(PATIENCE, TimeUnit.SECONDS));
    assertEquals("commit final", upward.poll(PATIENCE, TimeUnit.SECONDS));
    JsonNode welcome = PagePeer.open(server.url()).hello(visit, 3);
    assertFalse(welcome.path("resumed").asBoolean());
  }

  @Test
  void visitorsBeyondTheLimitAreTurnedAwayUntilOneLeaves() throws Exception {
    start(new Setup().visitors(2));
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
  void visitorsAtOnceGetEachTheirOwnText() throws Exception {
    start();
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
    start(new Setup().fault(FaultPlan.parse("http-403x1")));
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
  void aBrokenSessionOfALateEndpointIsReplacedUnseen() throws Exception {
    start(new Setup().delay(12).fault(FaultPlan.parse("drop@60x1")));
    MorseKeyer.Keyed said = MorseKeyer.usual().key("NOT A WORD IS LOST HERE");
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(said.pcm16()).stop();
    JsonNode summary = page.next("summary");
    assertEquals(said.text(), page.words());
    assertEquals("complete", summary.path("status").asText());
    assertTrue(summary.path("retries").asInt() > 0, summary.toString());
  }

  @Test
  void recordingsShareATimeLineAndEachFormOfIt() throws Exception {
    start();
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
    start();
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
  void aPageThatBreaksTheRulesIsToldWhichOne() throws Exception {
    start();
    byte[] second = new byte[32_000];
    assertRefused(page -> page.stop(), "a message before hello");
    assertRefused(page -> page.say("[]"), "no JSON object");
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
  void whoReadsAlongGetsAllThatWasSaidHoweverLate() throws Exception {
    start(new Setup().viewers(2));
    MorseKeyer.Keyed said = MorseKeyer.usual().key("SAID BEFORE", 0.5, 3);
    PagePeer page = PagePeer.open(server.url());
    assertEquals(
        query(server.readersUrl().orElseThrow()), "token=" + page.hello().path("readers").asText());
    PagePeer early = PagePeer.read(server.readersUrl().orElseThrow());
    assertEquals("welcome", early.hello().path("type").asText());
    page.microphone(1, 16_000).audio(said.pcm16());
    while (!page.words().endsWith("BEFORE")) {
      page.next("delta");
    }
    while (!early.words().endsWith("BEFORE")) {
      early.next("delta");
    }
    PagePeer late = PagePeer.read(server.readersUrl().orElseThrow());
    late.hello();
    while (!late.words().endsWith("BEFORE")) {
      late.next("delta");
    }
    page.audio(MorseKeyer.usual().key("AFTER").pcm16()).stop();
    late.next("over");
    early.next("over");
    page.next("summary");
    assertEquals(" SAID BEFORE AFTER", page.words());
    assertEquals(page.words(), early.words());
    assertEquals(page.words(), late.words());

    PagePeer third = PagePeer.read(server.readersUrl().orElseThrow());
    JsonNode refused = third.hello();
    assertEquals("visitors", refused.path("code").asText());
    assertFalse(refused.toString().contains("--"), refused.toString());
    assertEquals(1013, third.closeCode());
    late.leave();
    late.closeCode();
    page.say("{\"type\":\"clear\"}");
    early.next("cleared");
    PagePeer after = PagePeer.read(server.readersUrl().orElseThrow());
    after.hello();
    after.next("cleared");
    assertEquals("", after.words());
    page.say("{\"type\":\"restore\"}");
    after.next("over");
    assertEquals(page.words(), after.words());
  }

  @Test
  void whoReadsAlongCanNeitherSpeakNorStopASpeaker() throws Exception {
    start(new Setup().viewers(8));
    MorseKeyer.Keyed said = MorseKeyer.usual().key("UNDISTURBED");
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(Arrays.copyOf(said.pcm16(), 32_000));
    String readers = server.readersUrl().orElseThrow();
    for (String message :
        List.of(
            "{\"type\":\"start\",\"recording\":2,\"kind\":\"microphone\",\"rate\":16000}",
            "{\"type\":\"stop\"}",
            "{\"type\":\"clear\"}",
            "{\"type\":\"restore\"}",
            "{\"type\":\"export\",\"format\":\"text\"}",
            hello())) {
      PagePeer reader = PagePeer.read(readers);
      reader.hello();
      reader.say(message);
      assertEquals("protocol", reader.next("refused").path("code").asText(), message);
      assertEquals(1008, reader.closeCode(), message);
    }
    PagePeer loud = PagePeer.read(readers);
    loud.hello();
    loud.audio(new byte[7_000]);
    assertEquals("protocol", loud.next("refused").path("code").asText());
    assertEquals(1008, loud.closeCode());

    // Their token opens nothing else, and without --viewers there is nothing to open.
    assertEquals(200, status(readers));
    assertEquals(403, status(server.url().replaceFirst("token=.*", query(readers))));
    assertThrows(
        java.util.concurrent.ExecutionException.class,
        () -> PagePeer.open(readers.replace("/read", "/")));
    assertEquals(200, status(server.url().replace("/?", "/read?")));
    page.audio(Arrays.copyOfRange(said.pcm16(), 32_000, said.pcm16().length)).stop();
    page.next("summary");
    assertEquals(said.text(), page.words());
    server.close();
    transport.close();
    emulator.close();
    start();
    assertEquals(404, status(server.url().replace("/?", "/read?")));
    assertTrue(server.readersUrl().isEmpty());
  }

  @Test
  void theServersEndStillGivesTheLastWords() throws Exception {
    start();
    MorseKeyer.Keyed said = MorseKeyer.usual().key("THE END");
    PagePeer page = PagePeer.open(server.url());
    page.hello();
    page.microphone(1, 16_000).audio(said.pcm16());
    page.next("delta");
    // All but a part of a chunk is sent by then, and the last word not yet heard.
    page.next(m -> m.path("sent").asDouble() * 16_000 > said.samples().length - 1_280);
    server.finish(Duration.ofSeconds(5));
    server.close();
    page.next("summary");
    assertEquals(said.text(), page.words());
    assertEquals(1001, page.closeCode());
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
    } catch (java.util.concurrent.ExecutionException e) {
      // The server may close before all is said.
      assertTrue(e.getCause() instanceof java.io.IOException, e.toString());
    }
    JsonNode refused = page.next("refused");
    assertEquals("protocol", refused.path("code").asText());
    assertTrue(refused.path("message").asText().contains(why), refused.toString());
    assertEquals(1008, page.closeCode());
  }

  private static String hello() {
    return "{\"type\":\"hello\",\"visit\":\"\",\"seen\":-1}";
  }

  private static String query(String url) {
    return URI.create(url).getQuery();
  }

  private static int status(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static byte[] part(byte[] bytes, int from) {
    int to = Math.min(bytes.length, from + 48_000);
    return from >= to ? new byte[0] : Arrays.copyOfRange(bytes, from, to);
  }

  private void start() throws Exception {
    start(new Setup());
  }

  private void start(Setup setup) throws Exception {
    emulator =
        Emulator.start(
            EmulatorOptions.defaults()
                .withDelivery(TextDelivery.PLAIN.withDelay(setup.delay))
                .withFaults(setup.faults));
    transport =
        new RecordingTransport(
            new SageMakerTransport(SageMakerSettings.local("emulator", URI.create(emulator.url()))),
            new Upward());
    Target target = new Target("endpoint", "emulator");
    server =
        LiveServer.start(
            new LiveOptions(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.empty(),
                setup.visitors,
                setup.viewers,
                setup.absence),
            new Streaming(
                transport,
                target,
                new StreamSettings(
                    SessionSettings.of(
                        target.label(), SessionSettings.DEFAULT_MODEL, Timeouts.DEFAULT),
                    RetryPolicy.DEFAULT,
                    new Pacer(Pace.AUTO, 160_000)),
                80));
  }

  /** What differs from the usual. */
  private static final class Setup {
    private Duration absence = LiveOptions.ABSENCE;
    private int visitors = 4;
    private int viewers = 0;
    private List<FaultPlan> faults = List.of();
    private int delay;

    Setup absence(Duration value) {
      absence = value;
      return this;
    }

    Setup visitors(int value) {
      visitors = value;
      return this;
    }

    Setup delay(int frames) {
      delay = frames;
      return this;
    }

    Setup viewers(int value) {
      viewers = value;
      return this;
    }

    Setup fault(FaultPlan plan) {
      faults = List.of(plan);
      return this;
    }
  }

  private final class Upward implements RecordingTransport.Log {
    @Override
    public void opened(int connection) {}

    @Override
    public void sent(int connection, String message) {
      if (message.contains("session.update")) {
        upward.add("update");
      } else if (message.contains("commit")) {
        upward.add(message.contains("true") ? "commit final" : "commit");
      }
    }

    @Override
    public void received(int connection, String message) {}

    @Override
    public void closed(int connection, CloseReason reason) {
      upward.add("closed");
    }
  }
}
