package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.api.ModelServer;
import io.bidiclient.api.Transcriber;
import io.bidiclient.api.TranscriberInput;
import io.bidiclient.api.TranscriberOptions;
import io.bidiclient.api.TranscriberResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a program that transcribes is tested: the emulator in this process reads Morse code. */
class SamplesTest {
  private static final Path AUDIO = Path.of(System.getProperty("samples", ".."), "hello-morse.wav");

  @TempDir private Path folder;

  @Test
  void transcribesAFile() throws Exception {
    assertEquals(said(), TranscribeFile.transcribe(ModelServer.emulator(), AUDIO).strip());
  }

  @Test
  void followsAStream() throws Exception {
    StringBuffer screen = new StringBuffer();
    try (Transcriber transcriber = new Transcriber(TranscriberOptions.of(ModelServer.emulator()))) {
      TranscriberInput input = TranscriberInput.stream("audio", Files.newInputStream(AUDIO));
      TranscriberResult result =
          FollowMicrophone.follow(transcriber, input, screen::append).result().join();
      assertEquals(TranscriberResult.Status.COMPLETE, result.status());
    }
    assertEquals(said(), screen.toString().strip());
  }

  @Test
  void writesSubtitles() throws Exception {
    Path srt = folder.resolve("film.srt");
    WriteSubtitles.subtitles(ModelServer.emulator(), AUDIO, srt);
    assertTrue(Files.readString(srt).startsWith("1\n00:00:"), Files.readString(srt));
  }

  /** What the library needs comes with it, and what the command line needs does not. */
  @Test
  void needsNothingOfTheCommandLine() {
    for (String name :
        new String[] {
          "picocli.CommandLine",
          "ch.qos.logback.classic.Logger",
          "ai.onnxruntime.OrtEnvironment",
          "software.amazon.awssdk.services.cloudformation.CloudFormationClient"
        }) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(name), name);
    }
  }

  private static String said() throws Exception {
    return Files.readString(AUDIO.resolveSibling("hello-morse.txt")).strip();
  }
}
