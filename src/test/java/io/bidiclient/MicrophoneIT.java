package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.morse.MorseKeyer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar at a microphone, as far as ALSA's own plug-ins are one. */
class MicrophoneIT {
  private static final String TEXT = "CQ CQ DE MIC";
  private static final MorseKeyer KEYER = MorseKeyer.usual().atRate(AlsaPlayback.RATE).atWpm(30);
  private static final int HEADER = 44;

  @TempDir private Path folder;

  @BeforeEach
  void needsAlsa() throws IOException {
    AlsaPlayback.isNeeded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mic", "mic:0", "mic:PLAYED"})
  void isHeardToTheLetterUntilItIsInterrupted(String microphone) throws Exception {
    Path saved = folder.resolve("saved.wav");
    Path lines = folder.resolve("out.jsonl");
    Process process =
        JarProcess.of(
                microphone,
                "--local=morse",
                "--save-audio",
                saved.toString(),
                "-o",
                "text",
                "-o",
                "jsonl=" + lines)
            .env(AlsaPlayback.of(folder, KEYER.key(TEXT).pcm16()))
            .spawn();
    try (InputStream out = process.getInputStream()) {
      assertEquals(TEXT, new String(out.readNBytes(TEXT.length()), StandardCharsets.UTF_8));
      JarProcess.signal(process, "INT");
      assertEquals("\n", new String(out.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(130, process.waitFor());
    SchemaCheck.lines(Files.readString(lines));
    List<String> all = Files.readAllLines(lines);
    JsonNode summary = SchemaCheck.document(all.get(all.size() - 1));
    assertEquals(microphone, summary.get("input").asText());
    byte[] wav = Files.readAllBytes(saved);
    assertEquals(wav.length - HEADER, dataLength(wav));
    byte[] sent = Arrays.copyOfRange(wav, HEADER, wav.length);
    assertEquals(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent)),
        summary.get("sent_sha256").asText());
    assertEquals(sent.length / 32_000.0, summary.get("sent_seconds").asDouble(), 0.01);
    JarProcess.Finished again = InProcess.of(saved.toString(), "--local=morse").run();
    assertEquals(TEXT + "\n", again.out());
    assertEquals(0, again.code());
  }

  @Test
  void whatItSavedIsWholeWhenItIsKilled() throws Exception {
    Path saved = folder.resolve("saved.wav");
    Process process =
        JarProcess.of("mic", "--local=morse", "--save-audio", saved.toString())
            .env(AlsaPlayback.of(folder, KEYER.key(TEXT).pcm16()))
            .spawn();
    try (InputStream out = process.getInputStream()) {
      assertEquals("CQ CQ", new String(out.readNBytes(5), StandardCharsets.UTF_8));
      process.destroyForcibly().waitFor();
    }
    Path part = folder.resolve("saved.wav.part");
    byte[] wav = Files.readAllBytes(part);
    int length = dataLength(wav);
    assertTrue(length > 2 * 32_000 && length % 2 == 0, length + " bytes");
    int rest = wav.length - HEADER - length;
    assertTrue(rest == 0 || rest == 2_560, rest + " bytes behind the audio");
    JarProcess.Finished again = InProcess.of(part.toString(), "--local=morse").run();
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().startsWith("CQ CQ"), again.out());
  }

  @Test
  void zerosAreToldOfWithTheirLikelyCause() throws Exception {
    Path lines = folder.resolve("out.jsonl");
    Process process =
        JarProcess.of("mic", "--local=morse", "-o", "jsonl=" + lines)
            .env(AlsaPlayback.of(folder, new byte[0]))
            .spawn();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      String line = err.readLine();
      while (line != null && !line.contains("warning")) {
        line = err.readLine();
      }
      assertEquals(
          "bidi-client: warning: mic delivers nothing but zeros: it may be muted (alsamixer,"
              + " pavucontrol) or the wrong one (bidi-client devices)",
          line);
      JarProcess.signal(process, "TERM");
      process.getInputStream().readAllBytes();
    }
    assertEquals(143, process.waitFor());
    assertTrue(Files.readString(lines).contains("\"code\":\"silent_microphone\""));
  }

  @Test
  void devicesAreListedForPeopleAndForPrograms() throws Exception {
    Map<String, String> environment = AlsaPlayback.of(folder, new byte[0]);
    JarProcess.Finished text = JarProcess.of("devices").env(environment).run();
    assertEquals(0, text.code(), text.err());
    assertTrue(
        text.out().matches("(?s)0   played \\[default\\] \\(.+\\)\\R    48000 Hz mono, .+"),
        text.out());
    JarProcess.Finished json = JarProcess.of("devices", "--json").env(environment).run();
    JsonNode device = SchemaCheck.document(json.out()).get("devices").get(0);
    assertEquals(0, device.get("index").asInt());
    assertEquals("played [default]", device.get("name").asText());
    assertEquals(
        "{\"encoding\":\"s16le\",\"rate\":48000,\"channels\":1}",
        device.get("formats").get(0).toString());
  }

  @Test
  void noDeviceIsToldAndIsAnErrorOnlyForWhoWantsToHearIt() throws Exception {
    Map<String, String> environment = AlsaPlayback.none(folder);
    JarProcess.Finished devices = JarProcess.of("devices", "--json").env(environment).run();
    assertEquals(0, devices.code());
    assertEquals("{\"devices\":[]}\n", devices.out());
    assertEquals("bidi-client: this machine has no microphone\n", devices.err());
    JarProcess.Finished mic = JarProcess.of("mic", "--local=morse").env(environment).run();
    assertEquals(3, mic.code());
    assertEquals("bidi-client: mic: this machine has no microphone", mic.firstComplaint());
  }

  @Test
  void aNameThatNoDeviceHasIsAnError() throws Exception {
    JarProcess.Finished mic =
        JarProcess.of("mic:webcam", "--local=morse")
            .env(AlsaPlayback.of(folder, new byte[0]))
            .run();
    assertEquals(3, mic.code());
    assertEquals(
        "bidi-client: mic:webcam: no device is called so: 0 played [default]",
        mic.firstComplaint());
    assertTrue(mic.err().contains("hint: name one by its index, as mic:0"), mic.err());
  }

  private static int dataLength(byte[] wav) {
    return ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).getInt(40);
  }
}
