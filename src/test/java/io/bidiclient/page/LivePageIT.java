package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.CountedUtterances;
import io.bidiclient.HumanSpeech;
import io.bidiclient.JarProcess;
import io.bidiclient.MorseFile;
import io.bidiclient.check.Alignment;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.speech.SpeechInstallation;
import io.bidiclient.morse.MorseKeyer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The live page as a person uses it: the packaged jar, a real Chromium, Morse code spoken in. */
@Timeout(240)
class LivePageIT {
  private static final int RATE = 48_000;
  private static final Set<String> FORMS = Set.of("txt", "srt", "vtt", "json");
  private static final Pattern DOWNLOAD =
      Pattern.compile("transcript-20\\d\\d-\\d\\d-\\d\\d-\\d{4}\\.(\\w+)");

  /** What the browser's microphone may start late by. */
  private static final double LEAD = 2;

  @TempDir private Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void needsABrowser() {
    Chromium.require();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void whatIsSpokenIsReadBackExactlyAndStopGivesTheLastWord() throws Exception {
    Said said = say("THE LAST WORD COUNTS", 0.1);
    Chromium page = browser(said).open(server("--local=morse"));
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
    Chromium page = keep(Chromium.speaking(recording(pcm)));
    page.open(server("--local"));
    page.press("Start");
    long frames = (long) ((LEAD + pcm.length / 32_000.0) * page.rate());
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
    Chromium page = browser(say("E", 1)).open(server("--local=morse"));
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
  void twoVisitorsAtOnceGetEachTheirOwnText() throws Exception {
    String url = server("--local=morse");
    Chromium one = browser(say("FIRST VISITOR", 3)).open(url);
    Chromium other = browser(say("SECOND ONE", 3)).open(url);
    one.press("Start");
    other.press("Start");
    one.waitUntil("all was heard", () -> one.transcript().endsWith("VISITOR"));
    other.waitUntil("all was heard", () -> other.transcript().endsWith("ONE"));
    assertEquals("FIRST VISITOR", one.transcript());
    assertEquals("SECOND ONE", other.transcript());
  }

  @Test
  void aBrokenConnectionResumesWithWhatWasSpokenMeanwhile() throws Exception {
    URI server = URI.create(server("--local=morse"));
    Cable cable = keep(new Cable(server.getPort()));
    Chromium page =
        browser(say("CUT THE CABLE TWICE AND READ ON", 3))
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
  void aRefusedPermissionIsExplained() throws Exception {
    Chromium page = keep(Chromium.refusing()).open(server("--local=morse"));
    page.press("Start");
    page.waitUntil("it is explained", () -> !page.alerts().isEmpty());
    String alert = page.alerts();
    assertTrue(alert.contains("microphone"), alert);
    assertTrue(alert.contains("llow"), alert);
    assertTrue(page.button("Start").isEnabled());
  }

  @Test
  void aFailureOfTheEndpointIsSaidOnThePageWithWhatToDo() throws Exception {
    String url = server("--url", "ws://127.0.0.1:1/v1/realtime", "--retries", "0");
    Chromium page = browser(say("NOBODY", 3)).open(url);
    page.waitUntil("it is said at once", () -> page.alerts().contains("127.0.0.1:1"));
    assertTrue(page.status().contains("cannot be reached"), page.status());
    page.press("Start");
    page.waitUntil("it is said again", () -> page.alerts().split("127.0.0.1:1").length > 2);
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());
  }

  @Test
  void aClosedTabEndsItsSessionWithAFinalCommit() throws Exception {
    CountedUtterances model = new CountedUtterances();
    Emulator emulator = keep(Emulator.start(EmulatorOptions.defaults().withModel(model)));
    String url = server("--url", emulator.webSocketUrl());
    Chromium page = browser(say("TAB", 30)).open(url);
    page.openBeside(url);
    page.press("Start");
    page.waitUntil("it is heard", () -> page.transcript().equals("TAB"));
    assertEquals(0, model.ended());
    page.closeTab();
    Await.until("its session is ended by a final commit", () -> model.ended() == 1);
  }

  @Test
  void aChosenFileIsStreamedTheSameWay() throws Exception {
    Path file = folder.resolve("-chosen file.wav");
    MorseFile.write(file, "FROM A FILE", MorseKeyer.usual().atRate(44_100), 2, MorseFile.Form.F32);
    Chromium page = browser(say("E", 1)).open(server("--local=morse"));
    page.choose(file);
    page.waitUntil("all was heard", () -> page.transcript().equals("FROM A FILE"));
    page.waitUntil("Start can be pressed again", () -> page.button("Start").isEnabled());
    assertEquals("", page.alerts());
  }

  @Test
  void aDroppedFileCanBeReadDownloadedAndCleared() throws Exception {
    Path file = folder.resolve("dropped.wav");
    MorseFile.write(file, "DROP IT", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Chromium page = browser(say("E", 1)).open(server("--local=morse"));
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

  @Test
  void moreVisitorsThanAllowedAreToldSo() throws Exception {
    String url = server("--local=morse", "--max-visitors", "1");
    Chromium page = browser(say("E", 1)).open(url);
    page.openBeside(url);
    page.waitUntil("it is turned away", () -> page.alerts().contains("All places are taken"));
    assertFalse(page.alerts().contains("--"), page.alerts());
    assertFalse(page.button("Start").isEnabled());
  }

  /** At 1280 and 360 pixels and at 200 %, with the keyboard alone, and as axe-core sees it. */
  @Test
  void theTextHasTheRoomAndTheKeyboardReachesEverything() throws Exception {
    String axe = AxeCore.script(folder);
    Path file = folder.resolve("captions.wav");
    MorseFile.write(file, "CAPTIONS FOR ALL", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Chromium page = browser(say("E", 1)).open(server("--local=morse"));
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
      show(page, "page-" + size[0]);
    }
    page.tabTo("more");
    page.keys(Keys.ENTER);
    assertTrue(page.button("SRT").isDisplayed());
    assertEquals(List.of(), page.findings(axe), "with all controls");
    show(page, "more-360");

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
        show(page, "captions-" + size[0] + "-" + contrast.replace(' ', '-'));
      }
      page.keys("p");
      assertTrue(page.share() < 60, where + " at the bottom: " + page.share() + " %");
      show(page, "captions-" + size[0] + "-bottom");
      page.keys("p", "p", "b");
      page.keys(Keys.ESCAPE);
      page.waitUntil("the captions are left", () -> page.focused().equals("captions"));
      assertTrue(page.is("document.querySelector('header').checkVisibility()"));
    }

    page.window(1280, 800, 1);
    page.keys("?");
    assertTrue(page.is("document.getElementById('keys-dialog').open"));
    assertEquals(List.of(), page.findings(axe), "the keys");
    show(page, "keys");
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

  @Test
  void aReaderWhoComesLateSeesWhatWasSaidAndCannotSpeak() throws Exception {
    String axe = AxeCore.script(folder);
    List<String> addresses = addresses(2, "--local=morse", "--viewers", "1");
    Path file = folder.resolve("before.wav");
    MorseFile.write(file, "SAID BEFORE", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Chromium page = browser(say("E", 1)).open(addresses.get(0));
    page.drop(file);
    page.waitUntil("all was heard", () -> page.transcript().equals("SAID BEFORE"));
    page.openBeside(addresses.get(1));
    page.waitUntil("it is read", () -> page.transcript().equals("SAID BEFORE"));
    assertFalse(page.address().contains("token"), page.address());
    page.waitUntil("nobody speaks", () -> page.status().equals("Nobody speaks"));
    assertTrue(page.is("!document.getElementById('start')"));
    assertEquals(List.of(), page.findings(axe));
    show(page, "reader");
    page.openBeside(addresses.get(1));
    page.waitUntil("it is full", () -> page.alerts().contains("All places are taken"));
  }

  /** Kept where {@code -Dbidi.pictures=FOLDER} says, to be looked at. */
  private static void show(Chromium page, String name) throws IOException {
    String pictures = System.getProperty("bidi.pictures", "");
    if (!pictures.isEmpty()) {
      Files.write(Path.of(pictures, name + ".png"), page.picture());
    }
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

  private Chromium browser(Said said) {
    return keep(Chromium.speaking(said.file()));
  }

  /** 16 kHz PCM as a file, with the silence before it that a microphone may start late by. */
  private Path recording(byte[] pcm) throws IOException {
    byte[] all = new byte[(int) (LEAD * 32_000) + pcm.length];
    System.arraycopy(pcm, 0, all, all.length - pcm.length, pcm.length);
    Path file = folder.resolve("speech.wav");
    AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
    try (AudioInputStream audio =
        new AudioInputStream(new ByteArrayInputStream(all), format, all.length / 2)) {
      int unused = AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  /** Morse code for a browser's microphone, with so many seconds of silence behind it. */
  private Said say(String text, double after) throws IOException {
    MorseKeyer keyer = MorseKeyer.usual().atRate(RATE).atWpm(30);
    Path file = folder.resolve(open.size() + ".wav");
    MorseKeyer.Keyed keyed = keyer.key(text, LEAD, after);
    MorseFile.write(file, RATE, MorseFile.Form.S16, keyed.samples());
    return new Said(file, keyed.samples().length);
  }

  /**
   * What a microphone hears.
   *
   * @param frames how many there are at 48 kHz
   */
  private record Said(Path file, long frames) {}

  /** Starts the packaged jar's server; the address that it prints. */
  private String server(String... arguments) throws IOException {
    return addresses(1, arguments).get(0);
  }

  /** The same for as many as it prints. */
  private List<String> addresses(int count, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("live", "--port", "0", "-q"));
    all.addAll(List.of(arguments));
    Process process = JarProcess.of(all.toArray(String[]::new)).spawn();
    keep(process::destroyForcibly);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String url = out.readLine();
      assertTrue(url != null && url.startsWith("http://127.0.0.1:"), "it printed " + url);
      urls.add(url);
    }
    return urls;
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }
}
