package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainJobIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bidi.samples"));

  @TempDir private Path folder;

  @Test
  void printsTheSampleLetterForLetter() throws Exception {
    JarProcess.Finished run =
        JarProcess.plain(SAMPLES.resolve("hello-morse.wav").toString(), "--local=morse").run();
    assertEquals(Files.readString(SAMPLES.resolve("hello-morse.txt")), run.out());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("it reads Morse code, no speech"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void hearsNoWordInSpeech() throws Exception {
    JarProcess.Finished run =
        InProcess.of(SAMPLES.resolve("speech-en.wav").toString(), "--local=morse", "--pace", "max")
            .run();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().endsWith("\n") && !run.out().endsWith("\n\n"), run.out());
  }

  @Test
  void printsAWordWhileTheRestIsStillBeingSpoken() throws Exception {
    byte[] pcm = MorseKeyer.usual().key("FIRST LAST").pcm16();
    int half = pcm.length / 4 * 2;
    Process process = JarProcess.of("-", "--raw", "s16le", "--local=morse", "-q").spawn();
    try (InputStream out = process.getInputStream()) {
      try (OutputStream in = process.getOutputStream()) {
        in.write(pcm, 0, half + 32_000);
        in.flush();
        // The pipe is open and half of the audio has not been written: this word was streamed.
        assertEquals("FIRST", new String(out.readNBytes(5), StandardCharsets.UTF_8));
        in.write(pcm, half + 32_000, pcm.length - half - 32_000);
      }
      assertEquals(" LAST\n", new String(out.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(0, process.waitFor());
  }

  @Test
  void realTimePaceSpreadsTheWordsOverTheClip() throws Exception {
    Path file = folder.resolve("two.wav");
    MorseFile.write(file, "E PARIS PARIS", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    long start = System.nanoTime();
    Process process =
        JarProcess.of(file.toString(), "--local=morse", "-q", "--pace", "realtime").spawn();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals('E', out.read());
      assertEquals(" PARIS PARIS", out.readLine());
      // Keyed in 5.8 s at least; only the lower bound is a matter of being right.
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(seconds > 5.5, "all came within " + seconds + " s");
    }
    assertEquals(0, process.waitFor());
  }

  @Test
  void readsHeaderlessAudioFromStandardInput() throws Exception {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().atRate(8000).key("RAW PCM");
    JarProcess.Finished run =
        JarProcess.of("-", "-f", "s16le", "-r", "8000", "-c", "1", "--local=morse")
            .run(keyed.pcm16());
    assertEquals("RAW PCM\n", run.out(), run.err());
    assertEquals(0, run.code());
  }

  @Test
  void readsAWavFromStandardInput() throws Exception {
    Path file = folder.resolve("in.wav");
    String text = MorseFile.write(file, "PIPED", MorseKeyer.usual(), 2, MorseFile.Form.S24);
    byte[] wav = Files.readAllBytes(file);
    // The lengths that a program writes that pipes its output.
    Arrays.fill(wav, 4, 8, (byte) 0xff);
    Arrays.fill(wav, 40, 44, (byte) 0xff);
    JarProcess.Finished run = JarProcess.of("-", "--local=morse").run(wav);
    assertEquals(text, run.out(), run.err());
    assertEquals(0, run.code());
  }

  @Test
  void sendsEveryChunkLengthToTheSameEffect() throws Exception {
    Path file = folder.resolve("chunks.wav");
    String text =
        MorseFile.write(file, "CHUNKS", MorseKeyer.usual().atRate(44_100), 1, MorseFile.Form.S16);
    for (String length : List.of("10", "33", "250", "1000")) {
      JarProcess.Finished run =
          InProcess.run(
              length.equals("10"), file.toString(), "--local=morse", "--chunk-ms", length);
      assertEquals(text, run.out(), length + " ms: " + run.err());
      assertEquals(0, run.code());
    }
  }

  @Test
  void manySessionsOfOneRunFitInASmallHeap() throws Exception {
    // An hour with -Dbidi.whole=true.
    int minutes = Extent.of(20, 60);
    byte[] word = MorseKeyer.usual().key("HOUR").pcm16();
    byte[] minute = Arrays.copyOf(word, 60 * 32_000);
    JarProcess.Running run =
        JarProcess.withJvm(
                List.of("-Xmx64m"),
                "-",
                "-f",
                "s16le",
                "--local=morse",
                "-q",
                "--pace",
                "max",
                "--max-session",
                "1m")
            .start();
    try (OutputStream in = run.process().getOutputStream()) {
      for (int i = 0; i < minutes; i++) {
        in.write(minute);
      }
    }
    JarProcess.Finished finished = run.finish();
    assertEquals("HOUR" + " HOUR".repeat(minutes - 1) + "\n", finished.out(), finished.err());
    assertEquals(0, finished.code());
  }

  @Test
  void aReaderThatGoesAwayEndsItQuietly() throws Exception {
    Path file = folder.resolve("head.wav");
    MorseFile.write(file, "ONE TWO THREE FOUR", MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Process process =
        JarProcess.of(file.toString(), "--local=morse", "-q", "--pace", "realtime").spawn();
    try (InputStream out = process.getInputStream()) {
      assertEquals("ONE", new String(out.readNBytes(3), StandardCharsets.UTF_8));
    }
    assertEquals(0, process.waitFor());
    assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
