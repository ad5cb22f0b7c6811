package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rate with every sample form, and every rate with every number of channels: three of them
 * through the packaged jar, the others in this process.
 */
class FormatsIT {
  private static final int[] RATES = {8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000};
  private static final int[] CHANNELS = {1, 2, 6};

  /** Rates whose 16-bit file is read by the packaged jar. */
  private static final Set<Integer> PACKAGED = Set.of(8000, 44100, 192000);

  @TempDir private Path folder;

  static Stream<Arguments> formats() {
    List<Arguments> all = new ArrayList<>();
    int turn = 0;
    for (int rate : RATES) {
      for (MorseFile.Form form : MorseFile.Form.values()) {
        all.add(Arguments.of(rate, CHANNELS[turn++ % CHANNELS.length], form));
      }
      turn++;
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} Hz, {1} channels, {2}")
  @MethodSource("formats")
  void readsMorseExactly(int rate, int channels, MorseFile.Form form) throws Exception {
    Path file = folder.resolve("morse.wav");
    String text =
        MorseFile.write(
            file, "CQ " + rate, MorseKeyer.usual().atWpm(30).atRate(rate), channels, form);
    JarProcess.Finished run =
        InProcess.run(
            form == MorseFile.Form.S16 && PACKAGED.contains(rate),
            file.toString(),
            "--local=morse",
            "--pace",
            "max",
            "-q");
    assertEquals(text, run.out(), run.err());
    assertEquals(0, run.code(), run.err());
  }
}
