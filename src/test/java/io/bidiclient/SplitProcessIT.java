package io.bidiclient;

import static io.bidiclient.TwoChannelCall.KEYER;
import static io.bidiclient.TwoChannelCall.LEFT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two channels through the packaged jar: when a line is printed, signals, a closed pipe and memory.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LocalCredentials.class)
class SplitProcessIT {
  @TempDir private Path folder;

  @Test
  void oneWhoSaysNothingHoldsNobodyUpWhereServersAnswerOnlyWords() throws Exception {
    Path lines = folder.resolve("lines.jsonl");
    Path file = TwoChannelCall.write(folder, LEFT, KEYER.key("YES", 9, 1));
    EmulatorOptions options = EmulatorOptions.defaults().withMode(EmulatorMode.OPENAI);
    try (Emulator emulator = Emulator.start(options)) {
      Process process =
          JarProcess.of(
                  file.toString(),
                  "--url",
                  emulator.webSocketUrl(),
                  "--dialect",
                  "openai",
                  "--pace",
                  "realtime",
                  "--split-channels",
                  "-o",
                  "text",
                  "-o",
                  "jsonl=" + lines)
              .spawn();
      try (InputStream out = process.getInputStream()) {
        assertEquals("[1] WHO", new String(out.readNBytes(7), StandardCharsets.UTF_8));
        assertFalse(
            Files.readString(folder.resolve("lines.jsonl.part")).contains("YES"),
            "printed only once the other spoke");
        assertEquals(
            " IS IT NOW\n[2] YES\n", new String(out.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(0, process.waitFor());
    }
    assertTrue(Files.readString(lines).contains("\"clock\":\"arrival\""));
  }

  @Test
  void anInterruptionFinishesEveryChannel() throws Exception {
    byte[] all = TwoChannelCall.interleaved();
    Path lines = folder.resolve("lines.jsonl");
    Process process =
        JarProcess.of("-", "-f", "s16le", "-c", "2", "--local=morse", "--split-channels")
            .env(Map.of("BIDI_OUTPUT", "jsonl=" + lines))
            .spawn();
    try (OutputStream in = process.getOutputStream()) {
      // All of it is there, and the pipe stays open: only the signal ends it.
      in.write(all);
      in.flush();
      Path part = lines.resolveSibling(lines.getFileName() + ".part");
      Await.until(
          "the last word",
          () -> Files.exists(part) && Files.readString(part).contains("\" KNOW\""));
      long began = System.nanoTime();
      JarProcess.signal(process, "INT");
      assertEquals(130, process.waitFor());
      assertTrue(System.nanoTime() - began < 4_500_000_000L);
    }
    String text = Files.readString(lines);
    SchemaCheck.lines(text);
    JsonNode summary = SchemaCheck.document(text.lines().reduce((a, b) -> b).orElseThrow());
    assertEquals("summary", summary.get("type").asText());
    assertEquals("partial", summary.get("status").asText());
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(said.contains("[1] interrupted: the transcript is of the first"), said);
    assertTrue(said.contains("[2] interrupted: the transcript is of the first"), said);
  }

  @Test
  void aReaderThatGoesAwayStopsEveryChannel() throws Exception {
    Process process =
        JarProcess.of(
                TwoChannelCall.write(folder).toString(), "--local=morse", "-q", "--split-channels")
            .spawn();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      assertEquals("[1] W", new String(out.readNBytes(5), StandardCharsets.UTF_8));
    }
    assertEquals(0, process.waitFor());
    assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void sevenMinutesOfTwoSilentChannelsFitIntoASmallHeap() throws Exception {
    Process process =
        JarProcess.withJvm(
                List.of("-Xmx64m"),
                "-",
                "-f",
                "u8",
                "-r",
                "8000",
                "-c",
                "2",
                "--local=morse",
                "-q",
                "--split-channels",
                "--pace",
                "max",
                "--stats")
            .spawn();
    byte[] second = new byte[16_000];
    Arrays.fill(second, (byte) 128);
    try (OutputStream in = process.getOutputStream()) {
      for (int i = 0; i < 420; i++) {
        in.write(second);
      }
    }
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("840.00 s sent"), said);
  }
}
