package io.bidiclient.audio.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.Await;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Reading;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.open.AudioFiles;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of all that an ffmpeg can do, with a script in its place. */
@Timeout(60)
class FfmpegSourceTest {
  private static final byte[] MP3 = "ID3\u0004 and more".getBytes(StandardCharsets.ISO_8859_1);

  @TempDir private Path folder;

  @BeforeEach
  void needsAShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here to stand for ffmpeg");
  }

  /** A search path with such an ffmpeg on it, behind a directory without one. */
  private String ffmpeg(String body) throws IOException {
    Path wav = Files.write(folder.resolve("out"), Wav.pcm(16000, 1, 16, 0, 0x40, 0, 0xc0).bytes());
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("ffmpeg");
    Files.writeString(program, "#!/bin/sh\nout() { cat '" + wav + "'; }\n" + body + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return folder + File.pathSeparator + program.getParent();
  }

  private AudioException refusal(String body) throws IOException {
    String path = ffmpeg(body);
    return assertThrows(
        AudioException.class,
        () -> AudioFiles.open("talk.mp3", new ByteArrayInputStream(MP3), path));
  }

  private Reading reading(String body) throws Exception {
    try (AudioSource source =
        AudioFiles.open("talk.mp3", new ByteArrayInputStream(MP3), ffmpeg(body))) {
      return Reading.of(source, 16);
    }
  }

  @Test
  void itsSamplesAreRead() throws Exception {
    Reading reading = reading("cat >/dev/null; out");
    assertEquals(Reading.floats(0.5, -0.5), reading.samples());
    assertEquals(Optional.empty(), reading.failure());
  }

  @Test
  void itGetsTheWholeStreamFromItsFirstByte() throws Exception {
    reading("cat >'" + folder + "/in'; out");
    assertEquals("ID3\u0004 and more", Files.readString(folder.resolve("in")));
  }

  @Test
  void aFileOfAnyNameStaysAFile() throws Exception {
    String path = ffmpeg("printf '%s\\n' \"$@\" >'" + folder + "/args'; out");
    for (String name : List.of("-y", "http:a.mp3", "concat:a|b", "%03d.mp3", "a b'c.mp3")) {
      Path file = Files.write(folder.resolve(name), MP3);
      AudioFiles.open(file, path).close();
      List<String> arguments = Files.readAllLines(folder.resolve("args"));
      assertEquals("file:" + file, arguments.get(arguments.indexOf("-i") + 1));
      assertEquals("file", arguments.get(arguments.indexOf("-protocol_whitelist") + 1));
    }
  }

  @Test
  void aRefusalIsPassedOnWithoutWhoSaidIt() throws Exception {
    AudioException refusal =
        refusal(
            "echo '[mp3 @ 0x1] [warning] short' >&2; echo '[mov,mp4 @ 0x55] [error] moov atom not"
                + " found' >&2; echo '[error] pipe:0: Invalid data' >&2; exit 1");
    assertEquals("talk.mp3: ffmpeg cannot read it: moov atom not found", refusal.getMessage());
    assertEquals(
        "it is MP3, damaged or cut off: copy or export it again, or save it to a file first",
        refusal.hint());
  }

  @Test
  void anEndWithoutAWordIsToldByItsCode() throws Exception {
    assertEquals(
        "talk.mp3: ffmpeg cannot read it: it ended with code 7", refusal("exit 7").getMessage());
  }

  @Test
  void aFilmWithoutSoundIsNamed() throws Exception {
    assertEquals(
        "talk.mp3: there is no sound in it",
        refusal("echo '[fatal] Output file #0 does not contain any stream' >&2; exit 1")
            .getMessage());
  }

  @Test
  void aGuessIsNotHeard() throws Exception {
    AudioException refusal =
        refusal(
            "echo '[mp3 @ 0x1] [warning] Format mp3 detected only with low score of 1,"
                + " misdetection possible!' >&2; exit 1");
    assertTrue(refusal.getMessage().contains("misdetection possible"), refusal.getMessage());
    assertEquals(
        "talk.mp3: is of an unknown kind: ffmpeg could only guess at it",
        toldOf("out; echo '[mp3 @ 0x1] [warning] low score of 1, misdetection possible!' >&2"));
  }

  /** What is told, before the first sample or after the last: the program's two pipes race. */
  private String toldOf(String body) throws Exception {
    try {
      return reading(body).message();
    } catch (AudioException e) {
      return e.getMessage();
    }
  }

  @Test
  void aComplaintOnTheWayIsToldAfterTheSamples() throws Exception {
    Reading reading = reading("out; echo '[flac @ 0x5] [error] invalid residual' >&2");
    assertEquals(Reading.floats(0.5, -0.5), reading.samples());
    assertEquals(
        "talk.mp3: is damaged or cut off, says ffmpeg: invalid residual", reading.message());
  }

  @Test
  void anEndThatWasNotItsOwnIsTold() throws Exception {
    Reading reading = reading("out; kill -9 $$");
    assertEquals(Reading.floats(0.5, -0.5), reading.samples());
    assertEquals("talk.mp3: ffmpeg was ended before it was done, with code 137", reading.message());
  }

  @Test
  void aStreamThatFailsOnTheWayIsNotTakenForItsEnd() throws Exception {
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == MP3.length) {
              throw new IOException("Input/output error");
            }
            return MP3[at++];
          }

          @Override
          public int read(byte[] to, int from, int room) throws IOException {
            if (room > 0) {
              to[from] = (byte) read();
            }
            return Math.min(room, 1);
          }
        };
    try (AudioSource source = AudioFiles.open("talk.mp3", failing, ffmpeg("cat >/dev/null; out"))) {
      assertEquals("cannot read talk.mp3: Input/output error", Reading.of(source, 16).message());
    }
  }

  @Test
  void closingEndsTheProcessAndWakesWhoReads() throws Exception {
    String path = ffmpeg("out; echo $$ >'" + folder + "/pid'; exec sleep 600");
    AudioSource source = AudioFiles.open("talk.mp3", new ByteArrayInputStream(MP3), path);
    float[] block = new float[16];
    assertEquals(2, source.read(block));
    CompletableFuture<Throwable> end =
        CompletableFuture.supplyAsync(
            () -> assertThrows(AudioException.class, () -> read(source, block)));
    long pid = pid();
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    source.close();
    assertTrue(end.get(30, TimeUnit.SECONDS).getMessage().contains("137"));
    if (process.isPresent()) {
      process.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private static int read(AudioSource source, float[] block) throws AudioException {
    return source.read(block);
  }

  private long pid() throws IOException {
    Path file = folder.resolve("pid");
    Await.until(
        "the program's id", () -> Files.exists(file) && Files.readString(file).endsWith("\n"));
    return Long.parseLong(Files.readString(file).strip());
  }

  @Test
  void anEndlessTalkerIsReadToItsEnd() throws Exception {
    Reading reading = reading("yes '[warning] on and on' | head -n 200000 >&2; out");
    assertEquals(Reading.floats(0.5, -0.5), reading.samples());
    assertEquals(Optional.empty(), reading.failure());
  }

  @Test
  void whatItMakesOfOddSizesIsRefused() throws Exception {
    AudioException refusal = refusal("echo no wave at all");
    assertEquals("talk.mp3: what ffmpeg made of it is text, not audio", refusal.getMessage());
  }

  @Test
  void whereThereIsNoneTheWayToOneIsShown() throws Exception {
    Path manager = Files.createDirectories(folder.resolve("none")).resolve("apt-get");
    Files.writeString(manager, "");
    assertTrue(manager.toFile().setExecutable(true));
    AudioException refusal =
        assertThrows(
            AudioException.class,
            () ->
                AudioFiles.open(
                    "talk.mp3",
                    new ByteArrayInputStream(MP3),
                    File.pathSeparator + manager.getParent()));
    assertEquals(
        "talk.mp3: is MP3, and ffmpeg, which can read it, is not on the PATH",
        refusal.getMessage());
    assertEquals("install it: sudo apt-get install ffmpeg", refusal.hint());
  }
}
