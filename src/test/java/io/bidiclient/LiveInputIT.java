package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.morse.MorseKeyer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pipes that do not wait, through the packaged jar; audio that is too quiet, and all but three of
 * the refusals, in this process.
 */
class LiveInputIT {
  private static final Set<String> PACKAGED =
      Set.of("--live 1s -", "--gain 61 FILE", "--save-audio FILE FILE");

  private static final MorseKeyer KEYER = MorseKeyer.usual().atWpm(30);
  private static final Pattern DROPPED = Pattern.compile("([0-9.]+) s of live audio dropped");

  @TempDir private Path folder;

  @Test
  void whatIsDroppedAndWhatIsSentAreAllThatCame() throws Exception {
    byte[] minute = new byte[60 * 32_000];
    byte[] last = KEYER.key("ONLY THIS").pcm16();
    System.arraycopy(last, 0, minute, minute.length - last.length, last.length);
    JarProcess.Finished run =
        JarProcess.of("-", "-f", "s16le", "--live", "12s", "--local=morse", "-o", "jsonl")
            .run(minute);
    assertEquals(0, run.code(), run.err());
    SchemaCheck.lines(run.out());
    List<String> lines = run.out().lines().toList();
    double dropped = 0;
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      JsonNode event = SchemaCheck.document(line);
      if (event.path("code").asText().equals("dropped_audio")) {
        Matcher amount = DROPPED.matcher(event.get("message").asText());
        assertTrue(amount.find(), line);
        // One after the first tells of all.
        dropped = Double.parseDouble(amount.group(1));
      }
      text.append(event.path("type").asText().equals("delta") ? event.get("text").asText() : "");
    }
    JsonNode summary = SchemaCheck.document(lines.get(lines.size() - 1));
    double sent = summary.get("sent_seconds").asDouble();
    assertEquals(60, dropped + sent, 0.11);
    // Six seconds may be on their way, and six less the chunks in hand may wait.
    assertTrue(sent > 5 && sent <= 12.1, sent + " s were sent");
    assertEquals(" ONLY THIS", text.toString());
    assertTrue(run.err().contains("bidi-client: warning: "), run.err());
  }

  @Test
  void aPipeThatIsKeptUpWithLosesNothing() throws Exception {
    Process process = JarProcess.of("-", "-f", "s16le", "--live", "12s", "--local=morse").spawn();
    try (InputStream out = process.getInputStream()) {
      try (OutputStream in = process.getOutputStream()) {
        for (String word : List.of("ONE", " TWO", " SIX", " TEN", " ALL")) {
          in.write(KEYER.key(word.strip(), 0.5, 0.8).pcm16());
          in.flush();
          assertEquals(word, new String(out.readNBytes(word.length()), StandardCharsets.UTF_8));
        }
      }
      assertEquals("\n", new String(out.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(0, process.waitFor());
    String talk = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(!talk.contains("warning"), talk);
  }

  @Test
  void noMoreThanHalfOfTheTimeIsOnItsWayToASlowServer() throws Exception {
    Path record = folder.resolve("record.jsonl");
    EmulatorOptions slow = EmulatorOptions.defaults().withMode(EmulatorMode.SLOW_START);
    try (Emulator emulator = Emulator.start(slow)) {
      JarProcess.Running process =
          JarProcess.of(
                  "-",
                  "-f",
                  "s16le",
                  "--live",
                  "4s",
                  "--record",
                  record.toString(),
                  "--region",
                  "us-east-1",
                  "--endpoint-url",
                  emulator.url())
              .env(JarProcess.AWS_KEYS)
              .start();
      try (OutputStream in = process.process().getOutputStream()) {
        // Twenty seconds, some six times as fast as they are spoken.
        for (int chunk = 0; chunk < 250; chunk++) {
          in.write(new byte[2_560]);
          in.flush();
          LockSupport.parkNanos(12_000_000);
        }
      }
      JarProcess.Finished run = process.finish();
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("s of live audio dropped"), run.err());
    }
    List<String> wire = Files.readAllLines(record);
    int first = 0;
    while (!wire.get(first).contains("transcription.delta")) {
      first++;
    }
    long before =
        wire.subList(0, first).stream()
            .filter(line -> line.contains("input_audio_buffer.append"))
            .count();
    assertTrue(before > 12 && before <= 25, before + " messages of 80 ms before the first delta");
  }

  @ParameterizedTest
  @CsvSource({
    "--live 5s FILE, '--live drops what is late, and FILE is a file'",
    "--live 1s -, '--live takes a time from 2s to 1m, not 1s'",
    "--gain 61 FILE, '''--gain'': the gain must be -40 to 60 dB'",
    "--gain loud FILE, '''--gain'': ''loud'' is not auto or a number of decibels'",
    "--save-audio x.wav FILE FILE, '--save-audio keeps one input, and there are several'",
    "--save-audio x.wav --split-channels FILE, '--save-audio keeps one stream, and"
        + " --split-channels has several'",
    "--save-audio FILE FILE, '--save-audio would overwrite the input FILE'",
    "mic FILE, 'a microphone does not end by itself, so inputs after it are never transcribed'"
  })
  void whatCannotBeMeantIsRefused(String arguments, String message) throws Exception {
    Path file = folder.resolve("a.wav");
    MorseFile.write(file, "E", KEYER, 1, MorseFile.Form.S16);
    byte[] before = Files.readAllBytes(file);
    String[] words = (arguments.replace("FILE", file.toString()) + " --local=morse").split(" ");
    JarProcess.Finished run = InProcess.run(PACKAGED.contains(arguments), words);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.firstComplaint().contains(message.replace("FILE", file.toString())), run.err());
    assertEquals(before.length, Files.size(file));
  }

  @Test
  void quietAudioIsToldOfAndAutomaticGainHelps() throws Exception {
    Path file = folder.resolve("quiet.wav");
    MorseKeyer quiet = KEYER.atLevel(0.004).withNoise(26, 4);
    String text = MorseFile.write(file, "QUIET AS A MOUSE", quiet, 1, MorseFile.Form.S24);
    JarProcess.Finished plain = InProcess.of(file.toString(), "--local=morse").run();
    assertTrue(
        plain.err().contains("quiet.wav: is very quiet, its peak is at -46.9 dBFS"), plain.err());
    Path saved = folder.resolve("saved.wav");
    JarProcess.Finished loud =
        InProcess.of(
                file.toString(),
                "--local=morse",
                "--gain",
                "auto",
                "--save-audio",
                saved.toString())
            .run();
    assertEquals(text, loud.out(), loud.err());
    assertEquals(0, loud.code());
    assertTrue(!loud.err().contains("warning"), loud.err());
    assertTrue(peak(Files.readAllBytes(saved)) > 32_768 / 4, "not louder");
    JarProcess.Finished tooLoud =
        InProcess.of(file.toString(), "--local=morse", "--gain", "60").run();
    assertTrue(tooLoud.err().contains("beyond full scale and were cut: lower --gain"));
  }

  private static int peak(byte[] wav) {
    int peak = 0;
    for (int i = 44; i < wav.length; i += 2) {
      peak = Math.max(peak, Math.abs((wav[i] & 0xff) | (wav[i + 1] << 8)));
    }
    return peak;
  }
}
