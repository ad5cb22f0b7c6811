package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.morse.MorseKeyer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who read along: what they get, and what they cannot do. */
@Timeout(120)
class LiveReadersIT {
  @AutoClose private LocalLiveServer server;

  @Test
  void whoReadsAlongGetsAllThatWasSaidHoweverLate() throws Exception {
    server = LocalLiveServer.start(new LocalLiveServer.Setup().viewers(2));
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
    server = LocalLiveServer.start(new LocalLiveServer.Setup().viewers(8));
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
    assertThrows(ExecutionException.class, () -> PagePeer.open(readers.replace("/read", "/")));
    assertEquals(200, status(server.url().replace("/?", "/read?")));
    page.audio(Arrays.copyOfRange(said.pcm16(), 32_000, said.pcm16().length)).stop();
    page.next("summary");
    assertEquals(said.text(), page.words());
    server.close();
    server = LocalLiveServer.start();
    assertEquals(404, status(server.url().replace("/?", "/read?")));
    assertTrue(server.readersUrl().isEmpty());
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
}
