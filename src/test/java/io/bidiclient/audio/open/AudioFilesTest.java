package io.bidiclient.audio.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.Reading;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.pipeline.AudioPipeline;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AudioFilesTest {
  private static final PcmFormat RAW = new PcmFormat(Encoding.S16LE, 16000, 2);

  @TempDir private Path dir;

  private static void assertUnreadable(Path path, String why, String hint) {
    String message = "cannot read " + path + ": " + why;
    AudioException wav = assertThrows(AudioException.class, () -> AudioFiles.open(path));
    assertEquals(message, wav.getMessage());
    assertEquals(hint, wav.hint());
    AudioException raw = assertThrows(AudioException.class, () -> AudioFiles.openRaw(path, RAW));
    assertEquals(message, raw.getMessage());
    assertEquals(hint, raw.hint());
  }

  @Test
  void aMissingFileIsNamed() {
    assertUnreadable(dir.resolve("none.wav"), "no such file", "check the path");
  }

  @Test
  void aDirectoryIsNamed() {
    assertUnreadable(dir, "it is a directory", "name the audio files in it");
  }

  @Test
  void anEmptyFileIsNamed() throws Exception {
    assertUnreadable(
        Files.createFile(dir.resolve("empty.wav")),
        "it is empty",
        "record it again, or check what was to write it");
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws Exception {
    Path file = Files.write(dir.resolve("secret.wav"), Wav.pcm(16000, 1, 16, 0, 0).bytes());
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "no permissions here");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read everything");
    assertUnreadable(file, "permission denied", "allow this user to read it");
  }

  @Test
  void aPathThroughAFileSaysWhatTheSystemSays() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));
    assertUnreadable(
        file.resolve("talk.wav"), "Not a directory", "check the path and the device that it is on");
  }

  @Test
  void aFileIsReadByItsContent() throws Exception {
    Path file = Files.write(dir.resolve("talk.mp3"), Wav.pcm(8000, 1, 8, 0xc0).bytes());
    try (AudioSource source = AudioFiles.open(file)) {
      assertEquals(Reading.floats(0.5), Reading.of(source, 16).samples());
    }
  }

  @Test
  void headerlessPcmIsReadAndAPartOfAFrameIsToldAfterTheRest() throws Exception {
    Path file = Files.write(dir.resolve("talk.pcm"), new byte[] {0, 64, 0, -64, 0, 32, 7});
    try (AudioSource source = AudioFiles.openRaw(file, RAW)) {
      Reading reading = Reading.of(source, 16);
      assertEquals(Reading.floats(0.5, -0.5), reading.samples());
      assertEquals(file + ": ends inside a frame: 3 of its 4 bytes are there", reading.message());
      assertEquals(
          "check that encoding and channels are right and that the writer was not cut off",
          reading.failure().get().hint());
    }
  }

  @Test
  void aStreamThatIsNoAudioIsClosed() {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    InputStream in =
        new ByteArrayInputStream(new byte[20]) {
          @Override
          public void close() {
            closed.complete(true);
          }
        };
    assertThrows(AudioException.class, () -> AudioFiles.open("standard input", in));
    assertEquals(true, closed.getNow(false));
  }

  @Test
  @Timeout(30)
  void aNamedPipeIsHeardWhileItIsWritten() throws Exception {
    Path pipe = namedPipe();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      var opened = CompletableFuture.supplyAsync(() -> chunks(pipe), reader);
      AudioPipeline pipeline;
      try (OutputStream out = Files.newOutputStream(pipe)) {
        out.write(Wav.riff().fmt(1, 1, 16000, 16).dataOfLength(0xFFFF_FFFFL).bytes());
        out.write(new byte[2 * 160]);
        pipeline = opened.get();
        assertEquals(160, pipeline.next().get().samples());
        out.write(new byte[2 * 100]);
      }
      assertEquals(100, pipeline.next().get().samples());
      assertEquals(Optional.empty(), pipeline.next());
      pipeline.close();
    } finally {
      reader.shutdownNow();
    }
  }

  @Test
  @Timeout(30)
  void aNamedPipeClosedBeforeAnyByteIsEmpty() throws Exception {
    Path pipe = namedPipe();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      var wrote =
          writer.submit(
              () -> {
                Files.newOutputStream(pipe).close();
                return true;
              });
      AudioException refusal = assertThrows(AudioException.class, () -> AudioFiles.open(pipe));
      assertEquals("cannot read " + pipe + ": it is empty", refusal.getMessage());
      assertEquals(true, wrote.get());
    } finally {
      writer.shutdownNow();
    }
  }

  private static AudioPipeline chunks(Path pipe) {
    try {
      return new AudioPipeline("pipe", AudioFiles.open(pipe), 10);
    } catch (AudioException e) {
      throw new AssertionError(e);
    }
  }

  private Path namedPipe() throws Exception {
    Path pipe = dir.resolve("pipe.wav");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no mkfifo here");
    assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }
}
