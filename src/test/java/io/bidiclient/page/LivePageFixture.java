package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.JarProcess;
import io.bidiclient.MorseFile;
import io.bidiclient.morse.MorseKeyer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Live pages of the packaged jar and browsers that speak into them, as an extension of a test: it
 * skips the test where there is no browser, and closes after it what was opened, the last first.
 */
final class LivePageFixture implements BeforeEachCallback, AfterEachCallback {
  private static final int RATE = 48_000;

  /** What the browser's microphone may start late by. */
  static final double LEAD = 2;

  private final Supplier<Path> folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  /**
   * One that has opened nothing.
   *
   * @param folder where audio is written to
   */
  LivePageFixture(Supplier<Path> folder) {
    this.folder = folder;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    Chromium.require();
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  Chromium browser(Said said) {
    return keep(Chromium.speaking(said.file()));
  }

  /** 16 kHz PCM as a file, with the silence before it that a microphone may start late by. */
  Path recording(byte[] pcm) throws IOException {
    byte[] all = new byte[(int) (LEAD * 32_000) + pcm.length];
    System.arraycopy(pcm, 0, all, all.length - pcm.length, pcm.length);
    Path file = folder.get().resolve("speech.wav");
    AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
    try (AudioInputStream audio =
        new AudioInputStream(new ByteArrayInputStream(all), format, all.length / 2)) {
      int unused = AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  /** Morse code for a browser's microphone, with so many seconds of silence behind it. */
  Said say(String text, double after) throws IOException {
    MorseKeyer keyer = MorseKeyer.usual().atRate(RATE).atWpm(30);
    Path file = folder.get().resolve(open.size() + ".wav");
    MorseKeyer.Keyed keyed = keyer.key(text, LEAD, after);
    MorseFile.write(file, RATE, MorseFile.Form.S16, keyed.samples());
    return new Said(file, keyed.samples().length);
  }

  /**
   * What a microphone hears.
   *
   * @param frames how many there are at 48 kHz
   */
  record Said(Path file, long frames) {}

  /** Starts the packaged jar's server; the address that it prints. */
  String server(String... arguments) throws IOException {
    return addresses(1, arguments).get(0);
  }

  /** The same for as many as it prints. */
  List<String> addresses(int count, String... arguments) throws IOException {
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

  <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  /** Kept where {@code -Dbidi.pictures=FOLDER} says, to be looked at. */
  static void show(Chromium page, String name) throws IOException {
    String pictures = System.getProperty("bidi.pictures", "");
    if (!pictures.isEmpty()) {
      Files.write(Path.of(pictures, name + ".png"), page.picture());
    }
  }
}
