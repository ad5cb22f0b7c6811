package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.emulator.speech.SpeechInstallation;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recordings of people, from Debian's {@code pocketsphinx-testdata}, and what hears them.
 *
 * @param name of the file
 * @param pcm 16 kHz mono s16le
 * @param said the words, as the package gives them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HumanSpeech(String name, byte[] pcm, String said) {
  private static final Path DATA = Path.of("/usr/share/pocketsphinx/test/data");
  private static final Pattern LINE = Pattern.compile("<s> (.*?) *</s> \\((.*)\\)");
  private static final int WAV_HEADER = 44;

  /** The recogniser; skips the test aloud where it is missing, fails it on CI. */
  public static SpeechInstallation recogniser() {
    SpeechInstallation installation = SpeechInstallation.usual(System.getenv());
    try {
      installation.check();
    } catch (FileNotFoundException e) {
      need(false, "speech recogniser: " + e.getMessage() + " is missing");
    }
    return installation;
  }

  /** All recordings; skips the test aloud where they are missing, fails it on CI. */
  public static List<HumanSpeech> all() throws IOException {
    need(Files.isDirectory(DATA), "package pocketsphinx-testdata");
    List<HumanSpeech> all = new ArrayList<>();
    all.addAll(listed(DATA.resolve("librivox"), "transcription"));
    all.addAll(listed(DATA.resolve("cards"), "cards.transcription"));
    all.add(raw("goforward.raw", "go forward ten meters"));
    all.add(raw("something.raw", "go somewhere and do something"));
    return List.copyOf(all);
  }

  /** Several of them after each other, each followed by so much silence. */
  public static byte[] joined(List<HumanSpeech> recordings, int pauseMillis) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (HumanSpeech recording : recordings) {
      all.writeBytes(recording.pcm());
      all.writeBytes(new byte[32 * pauseMillis]);
    }
    return all.toByteArray();
  }

  private static List<HumanSpeech> listed(Path folder, String list) throws IOException {
    List<HumanSpeech> found = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(list))) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        byte[] wav = Files.readAllBytes(folder.resolve(parts.group(2) + ".wav"));
        byte[] pcm = new byte[wav.length - WAV_HEADER];
        System.arraycopy(wav, WAV_HEADER, pcm, 0, pcm.length);
        found.add(new HumanSpeech(parts.group(2), pcm, parts.group(1)));
      }
    }
    assertTrue(found.size() >= 5, found.size() + " recordings in " + folder);
    return found;
  }

  private static HumanSpeech raw(String name, String said) throws IOException {
    return new HumanSpeech(
        name, Files.readAllBytes(DATA.resolve(name)), said.toLowerCase(Locale.ROOT));
  }

  /** Skips the test aloud where something is missing, fails it on CI. */
  static void need(boolean there, String what) {
    assumeTrue(there || System.getenv("CI") != null, "no " + what + ": left untested");
    assertTrue(there, "CI has no " + what);
  }
}
