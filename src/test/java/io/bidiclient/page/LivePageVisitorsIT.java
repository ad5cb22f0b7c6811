package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.MorseFile;
import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several people at one live page: each with a text of their own, those who read along, and one too
 * many.
 */
@Timeout(240)
class LivePageVisitorsIT {
  @TempDir private Path folder;

  @RegisterExtension private final LivePageFixture live = new LivePageFixture(() -> folder);

  @Test
  void twoVisitorsAtOnceGetEachTheirOwnText() throws Exception {
    String url = live.server("--local=morse");
    Chromium one = live.browser(live.say("FIRST VISITOR", 3)).open(url);
    Chromium other = live.browser(live.say("SECOND ONE", 3)).open(url);
    one.press("Start");
    other.press("Start");
    one.waitUntil("all was heard", () -> one.transcript().endsWith("VISITOR"));
    other.waitUntil("all was heard", () -> other.transcript().endsWith("ONE"));
    assertEquals("FIRST VISITOR", one.transcript());
    assertEquals("SECOND ONE", other.transcript());
  }

  @Test
  void moreVisitorsThanAllowedAreToldSo() throws Exception {
    String url = live.server("--local=morse", "--max-visitors", "1");
    Chromium page = live.browser(live.say("E", 1)).open(url);
    page.openBeside(url);
    page.waitUntil("it is turned away", () -> page.alerts().contains("All places are taken"));
    assertFalse(page.alerts().contains("--"), page.alerts());
    assertFalse(page.button("Start").isEnabled());
  }

  @Test
  void aReaderWhoComesLateSeesWhatWasSaidAndCannotSpeak() throws Exception {
    String axe = AxeCore.script(folder);
    List<String> addresses = live.addresses(2, "--local=morse", "--viewers", "1");
    Path file = folder.resolve("before.wav");
    MorseFile.write(file, "SAID BEFORE", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Chromium page = live.browser(live.say("E", 1)).open(addresses.get(0));
    page.drop(file);
    page.waitUntil("all was heard", () -> page.transcript().equals("SAID BEFORE"));
    page.openBeside(addresses.get(1));
    page.waitUntil("it is read", () -> page.transcript().equals("SAID BEFORE"));
    assertFalse(page.address().contains("token"), page.address());
    page.waitUntil("nobody speaks", () -> page.status().equals("Nobody speaks"));
    assertTrue(page.is("!document.getElementById('start')"));
    assertEquals(List.of(), page.findings(axe));
    LivePageFixture.show(page, "reader");
    page.openBeside(addresses.get(1));
    page.waitUntil("it is full", () -> page.alerts().contains("All places are taken"));
  }
}
