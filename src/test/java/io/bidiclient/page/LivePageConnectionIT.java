package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.CountedUtterances;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a recording on the live page where a cable is cut, a tab is closed or the
 * endpoint fails.
 */
@Timeout(240)
class LivePageConnectionIT {
  @TempDir private Path folder;

  @RegisterExtension private final LivePageFixture live = new LivePageFixture(() -> folder);

  @Test
  void aBrokenConnectionResumesWithWhatWasSpokenMeanwhile() throws Exception {
    URI server = URI.create(live.server("--local=morse"));
    Cable cable = live.keep(new Cable(server.getPort()));
    Chromium page =
        live.browser(live.say("CUT THE CABLE TWICE AND READ ON", 3))
            .open("http://127.0.0.1:" + cable.port() + "/?" + server.getQuery());
    page.press("Start");
    for (String word : List.of("CUT", "CABLE")) {
      page.waitUntil(word, () -> page.transcript().endsWith(word));
      int before = cable.connections();
      cable.cut();
      page.waitUntil("it is back", () -> cable.connections() > before);
    }
    page.waitUntil("all was heard", () -> page.transcript().endsWith("ON"));
    page.press("Stop");
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());
    assertEquals("CUT THE CABLE TWICE AND READ ON", page.transcript());
    assertEquals(2 * page.count("captured-frames"), page.count("received-bytes"));
  }

  @Test
  void aClosedTabEndsItsSessionWithAFinalCommit() throws Exception {
    CountedUtterances model = new CountedUtterances();
    Emulator emulator = live.keep(Emulator.start(EmulatorOptions.defaults().withModel(model)));
    String url = live.server("--url", emulator.webSocketUrl());
    Chromium page = live.browser(live.say("TAB", 30)).open(url);
    page.openBeside(url);
    page.press("Start");
    page.waitUntil("it is heard", () -> page.transcript().equals("TAB"));
    assertEquals(0, model.ended());
    page.closeTab();
    Await.until("its session is ended by a final commit", () -> model.ended() == 1);
  }

  @Test
  void aFailureOfTheEndpointIsSaidOnThePageWithWhatToDo() throws Exception {
    String url = live.server("--url", "ws://127.0.0.1:1/v1/realtime", "--retries", "0");
    Chromium page = live.browser(live.say("NOBODY", 3)).open(url);
    page.waitUntil("it is said at once", () -> page.alerts().contains("127.0.0.1:1"));
    assertTrue(page.status().contains("cannot be reached"), page.status());
    page.press("Start");
    page.waitUntil("it is said again", () -> page.alerts().split("127.0.0.1:1").length > 2);
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());
  }
}
