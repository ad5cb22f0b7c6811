package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code input-flags} prints, run by a shell: the first word is printed while the tool still
 * waits for the rest of its own input, which comes only after that word was seen.
 */
@Timeout(120)
class PipesIT {
  private static final String TEXT = "ONE TWO THREE FOUR";

  @TempDir private Path folder;

  private Path fifo;
  private MorseKeyer.Keyed keyed;

  @BeforeEach
  void putUsOnThePath() throws Exception {
    keyed = MorseKeyer.usual().key(TEXT);
    Path shim = Files.createDirectories(folder.resolve("bin")).resolve("bidi-client");
    Files.writeString(shim, "#!/bin/sh\nexec " + JarProcess.shellCommand() + " \"$@\"\n");
    assertTrue(shim.toFile().setExecutable(true));
    fifo = folder.resolve("it's a fifo.wav");
    Tool.run(List.of("mkfifo", fifo.toString()));
  }

  private Process pipeline(String... toolAndSource) throws Exception {
    String[] arguments = new String[toolAndSource.length + 1];
    arguments[0] = "input-flags";
    System.arraycopy(toolAndSource, 0, arguments, 1, toolAndSource.length);
    JarProcess.Finished printed = JarProcess.of(arguments).run();
    assertEquals(0, printed.code(), printed.err());
    assertEquals(1, printed.out().lines().count());
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", printed.out().strip() + " --local=morse -q")
            .redirectError(folder.resolve("err").toFile());
    shell.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    shell.environment().put("ALSA_CONFIG_PATH", folder.resolve("alsa.conf").toString());
    Process process = shell.start();
    process.getOutputStream().close();
    return process;
  }

  /** Bytes of a header and of PCM up to the pause behind the second word, and the rest. */
  private List<byte[]> halves(byte[] header) {
    int middle = 2 * (int) keyed.words().get(2).start();
    byte[] pcm = keyed.pcm16();
    byte[] first = Arrays.copyOf(header, header.length + middle);
    System.arraycopy(pcm, 0, first, header.length, middle);
    return List.of(first, Arrays.copyOfRange(pcm, middle, pcm.length));
  }

  private byte[] wavHeader() throws IOException {
    Path file = folder.resolve("morse.wav");
    MorseFile.write(file, TEXT, MorseKeyer.usual(), 1, MorseFile.Form.S16);
    return Arrays.copyOf(Files.readAllBytes(file), 44);
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private static String word(InputStream out, int letters) throws IOException {
    return new String(out.readNBytes(letters), StandardCharsets.UTF_8);
  }

  private void flows(String tool) throws Exception {
    Tool.need(tool);
    Process process = pipeline(tool, fifo.toString());
    List<byte[]> halves = halves(wavHeader());
    String heard;
    try (OutputStream out = Files.newOutputStream(fifo)) {
      out.write(halves.get(0));
      heard = word(process.getInputStream(), 3);
      assertEquals("ONE", heard, err());
      out.write(halves.get(1));
    }
    heard += new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(TEXT + "\n", heard, err());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), err());
    assertEquals("", err());
  }

  @Test
  void ffmpegFlows() throws Exception {
    flows("ffmpeg");
  }

  @Test
  void soxFlows() throws Exception {
    flows("sox");
  }

  /** ALSA's file plugin plays a file as the microphone, and silence behind it without end. */
  @Test
  void arecordFlows() throws Exception {
    Tool.need("arecord");
    Path spoken = Files.write(folder.resolve("spoken.raw"), keyed.pcm16());
    Files.writeString(
        folder.resolve("alsa.conf"),
        """
        </usr/share/alsa/alsa.conf>
        pcm.!default {
          type plug
          slave.pcm { type file slave.pcm null file /dev/null infile "%s" format raw }
        }
        """
            .formatted(spoken));
    Process process = pipeline("arecord");
    assertEquals(TEXT, word(process.getInputStream(), TEXT.length()), err());
    List<ProcessHandle> recorders =
        process
            .descendants()
            // arecord is a link to aplay.
            .filter(child -> child.info().command().orElse("").matches(".*/(arecord|aplay)"))
            .toList();
    assertEquals(1, recorders.size(), "it records on while the text is there");
    recorders.get(0).destroy();
    assertEquals("\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), err());
  }

  /** Compressed audio in a pipe of ours: ffmpeg decodes what has come, and waits with us. */
  @Test
  void compressedAudioFlows() throws Exception {
    Tool.need("ffmpeg");
    Path wav = folder.resolve("morse.wav");
    MorseFile.write(wav, TEXT, MorseKeyer.usual(), 1, MorseFile.Form.S16);
    Path mp3 = folder.resolve("morse.mp3");
    Tool.run(List.of("ffmpeg", "-v", "error", "-i", wav.toString(), mp3.toString()));
    byte[] bytes = Files.readAllBytes(mp3);
    int middle = (int) (bytes.length * keyed.words().get(2).end() / keyed.samples().length);
    Process jar = JarProcess.of("-", "--local=morse", "-q").spawn();
    try (OutputStream out = jar.getOutputStream()) {
      out.write(bytes, 0, middle);
      out.flush();
      assertEquals("ONE", word(jar.getInputStream(), 3));
      out.write(bytes, middle, bytes.length - middle);
    }
    assertEquals(
        TEXT.substring(3) + "\n",
        new String(jar.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, jar.waitFor());
  }
}
