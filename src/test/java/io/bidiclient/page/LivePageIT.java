package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.HumanSpeech;
import io.bidiclient.check.Alignment;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.speech.SpeechInstallation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is spoken into the live page: the packaged jar, a real Chromium, Morse code at its
 * microphone.
 */
@Timeout(240)
class LivePageIT {
  @TempDir private Path folder;

  @RegisterExtension private final LivePageFixture live = new LivePageFixture(() -> folder);

  @Test
  void whatIsSpokenIsReadBackExactlyAndStopGivesTheLastWord() throws Exception {
    LivePageFixture.Said said = live.say("THE LAST WORD COUNTS", 0.1);
    Chromium page = live.browser(said).open(live.server("--local=morse"));
    assertFalse(page.address().contains("token"), page.address());
    page.press("Start");
    page.waitUntil("all was spoken", () -> page.transcript().contains("WORD"));
    page.waitUntil("the last tone was heard", () -> page.count("captured-frames") > said.frames());
    page.press("Stop");
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());

    assertEquals("THE LAST WORD COUNTS", page.transcript());
    assertEquals("", page.alerts());
    assertEquals(2 * page.count("captured-frames"), page.count("sent-bytes"));
    assertEquals(2 * page.count("captured-frames"), page.count("received-bytes"));
    assertEquals(0, page.count("dropped-frames"));
  }

  @Test
  void whatAPersonSaysIsReadBack() throws Exception {
    SpeechInstallation unused = HumanSpeech.recogniser();
    // The recogniser hears these alike wherever it begins; what it mishears is not the page's.
    List<HumanSpeech> all = HumanSpeech.all();
    List<HumanSpeech> said = List.of(all.get(0), all.get(3), all.get(4));
    byte[] pcm = HumanSpeech.joined(said, 800);
    Chromium page = live.keep(Chromium.speaking(live.recording(pcm)));
    page.open(live.server("--local"));
    page.press("Start");
    long frames = (long) ((LivePageFixture.LEAD + pcm.length / 32_000.0) * page.rate());
    page.waitUntil(
        Duration.ofMinutes(2), "all was heard", () -> page.count("captured-frames") >= frames);
    page.press("Stop");
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());

    String reference = said.stream().map(HumanSpeech::said).collect(Collectors.joining(" "));
    Normalizer normalizer = new Normalizer(true);
    Alignment alignment =
        Alignment.of(normalizer.words(reference), normalizer.words(page.transcript()));
    assertTrue(alignment.rate() <= 0.15, alignment.rate() + ": " + page.transcript());
    assertEquals("", page.alerts());
    assertEquals(0, page.count("dropped-frames"));
  }

  /** Ten seconds, or as many as {@code -Dbidi.loss.seconds} says. */
  @Test
  @Timeout(900)
  void everySampleThatIsCapturedIsReceived() throws Exception {
    long seconds = Long.getLong("bidi.loss.seconds", 10);
    Chromium page = live.browser(live.say("E", 1)).open(live.server("--local=morse"));
    long frames = seconds * page.rate();
    page.press("Start");
    page.waitUntil(
        Duration.ofSeconds(2 * seconds + 30),
        seconds + " s were captured",
        () -> page.count("captured-frames") >= frames);
    page.press("Stop");
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());
    long captured = page.count("captured-frames");
    assertTrue(captured >= frames, captured + " frames");
    assertEquals(2 * captured, page.count("received-bytes"));
    assertEquals(0, page.count("dropped-frames"));
    assertEquals("E", page.transcript());
  }

  @Test
  void aRefusedPermissionIsExplained() throws Exception {
    Chromium page = live.keep(Chromium.refusing()).open(live.server("--local=morse"));
    page.press("Start");
    page.waitUntil("it is explained", () -> !page.alerts().isEmpty());
    String alert = page.alerts();
    assertTrue(alert.contains("microphone"), alert);
    assertTrue(alert.contains("llow"), alert);
    assertTrue(page.button("Start").isEnabled());
  }
}
