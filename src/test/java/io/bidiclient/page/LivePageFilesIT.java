package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.MorseFile;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Files on the live page, and its text at each size of a window, in a real Chromium. */
@Timeout(240)
class LivePageFilesIT {
  private static final Set<String> FORMS = Set.of("txt", "srt", "vtt", "json");

  private static final Pattern DOWNLOAD =
      Pattern.compile("transcript-20\\d\\d-\\d\\d-\\d\\d-\\d{4}\\.(\\w+)");

  @TempDir private Path folder;

  @RegisterExtension private final LivePageFixture live = new LivePageFixture(() -> folder);

  @Test
  void aChosenFileIsStreamedTheSameWay() throws Exception {
    Path file = folder.resolve("-chosen file.wav");
    MorseFile.write(file, "FROM A FILE", MorseKeyer.usual().atRate(44_100), 2, MorseFile.Form.F32);
    Chromium page = live.browser(live.say("E", 1)).open(live.server("--local=morse"));
    page.choose(file);
    page.waitUntil("all was heard", () -> page.transcript().equals("FROM A FILE"));
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());
    assertEquals("", page.alerts());
  }

  @Test
  void aDroppedFileCanBeReadDownloadedAndCleared() throws Exception {
    Path file = folder.resolve("dropped.wav");
    MorseFile.write(file, "DROP IT", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Chromium page = live.browser(live.say("E", 1)).open(live.server("--local=morse"));
    page.saveTo(folder);
    page.drop(file);
    page.waitUntil("all was heard", () -> page.transcript().equals("DROP IT"));
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());

    for (String form : List.of("Text", "SRT", "VTT", "JSON")) {
      page.press(form);
    }
    page.waitUntil("all are there", () -> downloads().keySet().equals(FORMS));
    Path text = downloads().get("txt");
    Path srt = downloads().get("srt");
    Path vtt = downloads().get("vtt");
    Path json = downloads().get("json");
    assertEquals("DROP IT\n", Files.readString(text));
    assertTrue(Files.readString(srt).endsWith("\nDROP IT\n\n"), Files.readString(srt));
    assertTrue(Files.readString(vtt).startsWith("WEBVTT\n\n1\n00:00:"), Files.readString(vtt));
    assertTrue(Files.readString(json).contains("\"text\":\"DROP IT\",\"status\":\"complete\""));

    page.press("Clear");
    assertEquals("", page.transcript());
    assertFalse(page.button("Copy").isEnabled());
    page.press("Undo Clear");
    assertEquals("DROP IT", page.transcript());
    for (Path old : downloads().values()) {
      Files.delete(old);
    }
    page.press("SRT");
    page.waitUntil("it is there again", () -> downloads().containsKey("srt"));
    assertTrue(Files.readString(downloads().get("srt")).endsWith("\nDROP IT\n\n"));
  }

  /** At 1280 and 360 pixels and at 200 %, with the keyboard alone, and as axe-core sees it. */
  @Test
  void theTextHasTheRoomAndTheKeyboardReachesEverything() throws Exception {
    String axe = AxeCore.script(folder);
    Path file = folder.resolve("captions.wav");
    MorseFile.write(file, "CAPTIONS FOR ALL", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Chromium page = live.browser(live.say("E", 1)).open(live.server("--local=morse"));
    page.waitUntil("it is ready", () -> page.status().equals("Ready"));
    page.drop(file);
    page.waitUntil("all was heard", () -> page.transcript().equals("CAPTIONS FOR ALL"));
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());

    // Morse is slow: each word comes after a pause.
    assertTrue(page.is("document.querySelectorAll('#log p[data-after-pause]').length > 0"));
    // A window of 1280 by 800 at 100 % and at 200 %, and a phone.
    for (int[] size : new int[][] {{1280, 800, 1}, {640, 400, 2}, {360, 740, 1}}) {
      page.window(size[0], size[1], size[2]);
      String where = size[0] + " by " + size[1];
      assertEquals(List.of(), page.findings(axe), where);
      assertTrue(page.is("document.documentElement.scrollWidth <= innerWidth"), where);
      assertTrue(page.share() > 50, where + ": " + page.share() + " %");
      LivePageFixture.show(page, "page-" + size[0]);
    }
    page.tabTo("more");
    page.keys(Keys.ENTER);
    assertTrue(page.button("SRT").isDisplayed());
    assertEquals(List.of(), page.findings(axe), "with all controls");
    LivePageFixture.show(page, "more-360");

    for (int[] size : new int[][] {{1280, 720}, {360, 740}}) {
      page.window(size[0], size[1], 1);
      page.keys("c");
      page.waitUntil("captions are shown", () -> page.share() == 100);
      String where = "captions at " + size[0];
      assertTrue(page.is("!document.querySelector('.desk').checkVisibility()"), where);
      assertTrue(page.is("!document.querySelector('header').checkVisibility()"), where);
      assertTrue(page.is("document.documentElement.scrollWidth <= innerWidth"), where);
      long before = fontSize(page);
      assertTrue(before >= 26, before + " px, " + where);
      page.keys("+");
      assertTrue(fontSize(page) > before, where);
      page.keys("-");
      assertEquals(before, fontSize(page));
      for (String contrast : List.of("white on black", "black on white", "yellow on black")) {
        page.keys("b");
        assertTrue(
            page.is(
                "document.getElementById('contrast').textContent.endsWith('" + contrast + "')"));
        assertEquals(List.of(), page.findings(axe), where + ", " + contrast);
        LivePageFixture.show(page, "captions-" + size[0] + "-" + contrast.replace(' ', '-'));
      }
      page.keys("p");
      assertTrue(page.share() < 60, where + " at the bottom: " + page.share() + " %");
      LivePageFixture.show(page, "captions-" + size[0] + "-bottom");
      page.keys("p", "p", "b");
      page.keys(Keys.ESCAPE);
      page.waitUntil("the captions are left", () -> page.focused().equals("captions"));
      assertTrue(page.is("document.querySelector('header').checkVisibility()"));
    }

    page.window(1280, 800, 1);
    page.keys("?");
    assertTrue(page.is("document.getElementById('keys-dialog').open"));
    assertEquals(List.of(), page.findings(axe), "the keys");
    LivePageFixture.show(page, "keys");
    page.keys(Keys.ESCAPE);
    page.waitUntil("they are closed", () -> page.is("!document.querySelector('dialog[open]')"));
    page.tabTo("clear");
    page.keys(Keys.ENTER);
    assertEquals("", page.transcript());
    assertEquals("undo", page.focused());
    page.keys(Keys.ENTER);
    assertEquals("CAPTIONS FOR ALL", page.transcript());
    assertEquals("clear", page.focused());
    page.tabTo("keys");
    page.keys(Keys.ENTER);
    page.tabTo("keys-use");
    page.keys(" ", Keys.ESCAPE, "c");
    assertTrue(page.is("document.querySelector('header').checkVisibility()"), "keys are off");
  }

  private static long fontSize(Chromium page) {
    return (Long)
        page.run(
            "return"
                + " Math.round(parseFloat(getComputedStyle(document.getElementById('log')).fontSize))");
  }

  /** What was downloaded, by its ending; each name has a day and a minute. */
  private Map<String, Path> downloads() {
    Map<String, Path> found = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher name = DOWNLOAD.matcher(file.getFileName().toString());
        if (name.matches()) {
          found.put(name.group(1), file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
