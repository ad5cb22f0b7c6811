package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every format that is not keyed here, made by ffmpeg or SoX: the text comes back to the letter,
 * from the packaged jar for three of ffmpeg's and three of SoX's, from this process for the others.
 */
class FfmpegIT {
  private static final Set<String> PACKAGED =
      Set.of("a.mp3", "a.m4a", "a.wv", "rifx.wav", "a.voc", "ulaw.wav");

  @TempDir private Path folder;

  private Path wav;
  private String text;

  @BeforeEach
  void keyAFile() throws IOException {
    Tool.need("ffmpeg");
    wav = folder.resolve("morse.wav");
    text = MorseFile.write(wav, "CQ ANY", MorseKeyer.usual().atWpm(30), 2, MorseFile.Form.S16);
  }

  /** Read as a file and through a pipe, in one run. */
  private void assertReads(Path file) throws Exception {
    boolean packaged = PACKAGED.contains(file.getFileName().toString());
    // The tag at the end of WavPack is known as one only where the file can be sought.
    if (file.toString().endsWith(".wv")) {
      JarProcess.Finished run =
          InProcess.run(packaged, file.toString(), "--local=morse", "--pace", "max");
      assertEquals(text, run.out(), run.err());
      assertEquals(0, run.code(), run.err());
      return;
    }
    String[] arguments = {file.toString(), "-", "--local=morse", "--pace", "max", "-q"};
    byte[] bytes = Files.readAllBytes(file);
    JarProcess.Finished run =
        packaged ? JarProcess.of(arguments).run(bytes) : InProcess.of(arguments).run(bytes);
    assertEquals(text + text, run.out(), run.err());
    assertEquals("", run.err());
    assertEquals(0, run.code());
  }

  private Path made(String name, String... options) throws Exception {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
    if (name.endsWith(".mp4") || name.endsWith(".avi") || name.endsWith(".mov")) {
      command.addAll(List.of("-f", "lavfi", "-i", "color=black:s=64x64:r=5"));
    }
    command.addAll(List.of("-i", wav.toString(), "-shortest"));
    command.addAll(List.of(options));
    command.add("file:" + file);
    Tool.run(command);
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "a.mp3, -b:a 64k",
    "a.flac, -c:a flac",
    "a.ogg, -c:a libvorbis",
    "a.opus, -c:a libopus",
    "a.m4a, -c:a aac",
    "a.aac, -c:a aac",
    "a.caf, -c:a pcm_s16le",
    "a.webm, -c:a libopus",
    "a.mka, -c:a flac",
    "a.mp4, -c:a aac",
    "a.mov, -c:a pcm_s16le -movflags +faststart",
    "a.avi, -c:a libmp3lame",
    "a.ts, -c:a mp2",
    "a.wma, -c:a wmav2",
    "a.ac3, -c:a ac3",
    "a.wv, -c:a wavpack",
    "adpcm.wav, -c:a adpcm_ms",
    "mp3.wav, -c:a libmp3lame",
    "sowt.aiff, -c:a pcm_s16le",
    "f32.aiff, -c:a pcm_f32be",
    "a.aiff, -c:a pcm_s24be",
    "a.au, -c:a pcm_f32be",
    "mulaw.au, -c:a pcm_mulaw",
    "a.w64, -c:a pcm_s24le",
    "rf64.wav, -rf64 always"
  })
  void readsWhatFfmpegWrites(String name, String options) throws Exception {
    assertReads(made(name, options.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "rifx.wav, -B",
    "a.w64, -t w64",
    "a.aiff, -t aiff",
    "a.aifc, -t aifc",
    "a.au, -t au",
    "a.voc, -t voc",
    "a.sph, -t sph",
    "ulaw.wav, -e mu-law",
    "alaw.wav, -e a-law"
  })
  void readsWhatSoxWrites(String name, String options) throws Exception {
    Tool.need("sox");
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("sox", wav.toString()));
    command.addAll(List.of(options.split(" ")));
    command.add(file.toString());
    Tool.run(command);
    assertReads(file);
  }

  @Test
  void readsMp4WithItsIndexAtTheEndFromAPipeAndLeavesNoFileBehind() throws Exception {
    Path samples = Path.of(System.getProperty("bidi.samples"));
    Path film = folder.resolve("memo.m4a");
    String wav = samples.resolve("hello-morse.wav").toString();
    Tool.run(List.of("ffmpeg", "-v", "error", "-i", wav, "-c:a", "aac", film.toString()));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    JarProcess.Finished run =
        JarProcess.withJvm(List.of("-Djava.io.tmpdir=" + temporary), "-", "--local=morse")
            .run(Files.readAllBytes(film));
    assertEquals("HELLO WORLD THIS TEXT IS READ FROM SOUND\n", run.out(), run.err());
    assertEquals(0, run.code());
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.filter(file -> file.toString().endsWith(".spool")).toList());
    }
  }

  @Test
  void ffprobeTellsHowLongItIsBeforeItIsDecoded() throws Exception {
    Tool.need("ffprobe");
    try (AudioSource source = AudioFiles.open(wav)) {
      double seconds =
          (Files.size(wav) - 44) / (double) source.format().frameBytes() / source.format().rate();
      assertEquals(seconds, AudioFiles.probedSeconds(made("a.mp3")).orElseThrow(), 0.2);
      assertEquals(seconds, AudioFiles.probedSeconds(made("a.flac")).orElseThrow(), 0.01);
    }
    Path text = Files.writeString(folder.resolve("a.txt"), "no sound");
    assertTrue(AudioFiles.probedSeconds(text).isEmpty());
    assertTrue(AudioFiles.probedSeconds(folder.resolve("none")).isEmpty());
  }

  @Test
  void namesThatLookLikeSomethingElseStayNames() throws Exception {
    Path mp3 = made("a.mp3");
    Path odd = Files.createDirectory(folder.resolve("odd"));
    List<String> names = List.of("-y.mp3", "concat:a|b.mp3", "http:a.mp3", "pipe:0.mp3");
    for (String name : names) {
      Files.copy(mp3, odd.resolve(name));
    }
    JarProcess.Finished run =
        InProcess.of(odd.toString(), "--local=morse", "--pace", "max", "-q").run();
    assertEquals(text.repeat(names.size()), run.out(), run.err());
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void aDamagedFileIsTranscribedAsFarAsItGoesAndNotCalledWhole() throws Exception {
    Path whole = made("a.flac");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.flac"), Arrays.copyOf(bytes, bytes.length * 3 / 5));
    JarProcess.Finished run = InProcess.of(cut.toString(), "--local=morse", "--pace", "max").run();
    assertEquals(3, run.code(), run.err());
    assertTrue(run.out().startsWith("C"), run.out());
    assertTrue(run.firstComplaint().contains("is damaged or cut off, says ffmpeg: "), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000", "\u0000\u0001\u0002\u0003"})
  void whatFfmpegCannotReadIsRefusedInItsWords(String start) throws Exception {
    byte[] bytes = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 4096);
    Path file = Files.write(folder.resolve("bad.mp3"), bytes);
    JarProcess.Finished run = InProcess.of(file.toString(), "--local=morse").run();
    assertEquals(3, run.code(), run.err());
    assertTrue(
        run.firstComplaint().startsWith("bidi-client: " + file + ": ffmpeg cannot read it: "),
        run.err());
    assertTrue(run.err().contains("\n  hint: "), run.err());
  }

  @Test
  void withoutFfmpegTheWayToItIsShown() throws Exception {
    Path mp3 = made("a.mp3");
    JarProcess.Finished run =
        JarProcess.of(mp3.toString(), "--local=morse").env(Map.of("PATH", folder.toString())).run();
    assertEquals(3, run.code(), run.err());
    assertEquals(
        "bidi-client: " + mp3 + ": is MP3, and ffmpeg, which can read it, is not on the PATH",
        run.firstComplaint());
    assertTrue(run.err().contains("hint: install"), run.err());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ffmpegEndsWhenWeAreEnded(boolean asked) throws Exception {
    byte[] mp3 = Files.readAllBytes(made("a.mp3"));
    Process jar = JarProcess.of("-", "--local=morse", "-q").spawn();
    OutputStream in = jar.getOutputStream();
    in.write(mp3);
    in.flush();
    // The first letter is out, so ffmpeg is at work; the pipe stays open.
    assertFalse(jar.getInputStream().read() < 0);
    List<ProcessHandle> children = jar.descendants().toList();
    assertEquals(1, children.size());
    if (asked) {
      jar.destroy();
    } else {
      jar.destroyForcibly();
    }
    assertTrue(jar.waitFor(30, TimeUnit.SECONDS));
    children.get(0).onExit().get(30, TimeUnit.SECONDS);
    in.close();
  }

  @Test
  void aClosedOutputEndsFfmpegAndUs() throws Exception {
    byte[] mp3 = Files.readAllBytes(made("a.mp3"));
    Process jar = JarProcess.of("-", "--local=morse", "-q").spawn();
    jar.getInputStream().close();
    OutputStream in = jar.getOutputStream();
    in.write(mp3);
    in.close();
    assertTrue(jar.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, jar.exitValue());
    assertEquals(List.of(), jar.descendants().toList());
  }
}
