package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptionIT {
  /** Bytes of a chunk of 80 ms. */
  private static final int CHUNK = 2_560;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void finishesWhatWasSent(String signal, int code) throws Exception {
    byte[] pcm = MorseKeyer.usual().key("FIRST SECOND").pcm16();
    int sent = (int) MorseKeyer.usual().key("FIRST SECOND").words().get(1).end() * 2;
    Path record = folder.resolve("record.jsonl");
    Process process =
        JarProcess.of("-", "-f", "s16le", "--local=morse", "--record", record.toString()).spawn();
    try (OutputStream in = process.getOutputStream();
        InputStream out = process.getInputStream()) {
      in.write(pcm, 0, sent);
      in.flush();
      assertEquals("FIRST", new String(out.readNBytes(5), StandardCharsets.UTF_8));
      // The last word must be on its way before the signal comes.
      Path part = folder.resolve("record.jsonl.part");
      Await.until("all that was sent", () -> appended(part) >= sent / CHUNK);
      JarProcess.signal(process, signal);
      // The second word has no gap after it yet: only the final commit brings it out.
      assertEquals(" SECOND\n", new String(out.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(code, process.waitFor());
    String talk = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(talk.contains("interrupted: the transcript is of the first"), talk);
  }

  @Test
  void aSecondSignalDoesNotWaitForTheFirst() throws Exception {
    try (Emulator emulator = silentAtTheEnd()) {
      Process process = waitingForDone(emulator);
      try (InputStream out = process.getInputStream()) {
        assertEquals("WORD WORD", new String(out.readNBytes(9), StandardCharsets.UTF_8));
        do {
          JarProcess.signal(process, "INT");
        } while (!process.waitFor(50, TimeUnit.MILLISECONDS));
        // The line of a transcript that was waited for would have been ended.
        assertEquals("", new String(out.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(130, process.waitFor());
    }
  }

  @Test
  void aWaitThatGetsNoAnswerEndsByItself() throws Exception {
    try (Emulator emulator = silentAtTheEnd()) {
      Process process = waitingForDone(emulator);
      try (InputStream out = process.getInputStream()) {
        assertEquals("WORD WORD", new String(out.readNBytes(9), StandardCharsets.UTF_8));
        JarProcess.signal(process, "TERM");
        assertEquals("\n", new String(out.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(143, process.waitFor());
    }
  }

  @Test
  void aBatchTellsWhatBecameOfEachInput() throws Exception {
    Path done = folder.resolve("done.raw");
    Path begun = folder.resolve("begun.raw");
    Path never = folder.resolve("never.raw");
    Files.write(done, MorseKeyer.usual().atWpm(30).key("E").pcm16());
    Files.write(begun, MorseKeyer.usual().key("WORD ".repeat(60).strip()).pcm16());
    Files.copy(done, never);
    Path out = folder.resolve("out");
    Process process =
        JarProcess.of(
                done.toString(),
                begun.toString(),
                never.toString(),
                "-f",
                "s16le",
                "--local=morse",
                "--pace",
                "realtime",
                "--output-dir",
                out.toString())
            .spawn();
    Path part = out.resolve("begun.txt.part");
    Await.until(
        "the second input's first word",
        () -> Files.exists(part) && Files.readString(part).contains("WORD"));
    JarProcess.signal(process, "INT");
    String talk = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(130, process.waitFor(), talk);
    assertTrue(talk.matches("(?s).*: partial +- +\\d+\\.\\d s +\\d+  \\S*begun.raw\n.*"), talk);
    assertTrue(talk.matches("(?s).*: unbegun +- +0\\.0 s +0  \\S*never.raw\n.*"), talk);
    assertTrue(talk.contains("1 of 3 inputs complete: "), talk);
    assertEquals("E\n", Files.readString(out.resolve("done.txt")));
    assertTrue(Files.notExists(out.resolve("never.txt")));
  }

  private static Emulator silentAtTheEnd() throws IOException {
    List<FaultPlan> faults = List.of(FaultPlan.at(Fault.NO_DONE, 1));
    return Emulator.start(EmulatorOptions.defaults().withFaults(faults));
  }

  private Process waitingForDone(Emulator emulator) throws IOException {
    Path file = folder.resolve("audio.raw");
    Files.write(file, MorseKeyer.usual().key("WORD WORD").pcm16());
    return JarProcess.of(
            file.toString(),
            "-f",
            "s16le",
            "--region",
            "us-east-1",
            "--endpoint-url",
            emulator.url())
        .env(JarProcess.AWS_KEYS)
        .spawn();
  }

  private static long appended(Path record) throws IOException {
    try (Stream<String> lines = Files.lines(record)) {
      return lines.filter(line -> line.contains("input_audio_buffer.append")).count();
    }
  }
}
