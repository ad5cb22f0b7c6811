package io.bidiclient.audio.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Dribble;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of scripts/make-odd-audio: of every file is read what the text beside it says. */
class OddAudioTest {
  private static final Path CORPUS = Path.of("src/test/resources/io/bidiclient/audio/open/odd");

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<Path> audio = files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
      assertTrue(audio.size() >= 80, audio.size() + " files");
      return audio;
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void isReadAsItsTextSays(Path file) throws Exception {
    String name = file.getFileName().toString();
    Path text = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
    for (int block : new int[] {1, 3, 4_096}) {
      assertEquals(Files.readString(text), read(file, block), "in blocks of " + block);
    }
  }

  private static String read(Path file, int block) throws IOException {
    try (InputStream in = new Dribble(Files.newInputStream(file));
        AudioSource source = AudioFiles.open(file.getFileName().toString(), in, "")) {
      PcmFormat format = source.format();
      Reading reading = Reading.of(source, block);
      String samples =
          reading.samples().stream()
              .map(sample -> String.format(Locale.ROOT, "%.6f", sample))
              .collect(Collectors.joining(" "));
      String end =
          reading
              .failure()
              .map(e -> e.getMessage() + "\nhint: " + e.hint())
              .orElse("end of the audio");
      return String.format(
          Locale.ROOT,
          "%s at %d Hz, %d channel%s%n%s%n%s%n",
          format.encoding().label(),
          format.rate(),
          format.channels(),
          format.channels() > 1 ? "s" : "",
          samples,
          end);
    } catch (AudioException e) {
      return String.format("refused: %s%nhint: %s%n", e.getMessage(), e.hint());
    }
  }
}
