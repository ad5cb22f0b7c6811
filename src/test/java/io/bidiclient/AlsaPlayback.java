package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A capture device without hardware: ALSA's default one plays a file, as often as it is opened. */
public final class AlsaPlayback {
  /** What a microphone is opened with first. */
  public static final int RATE = 48_000;

  /** ALSA repeats the last of the file for ever: it must be silence. */
  private static final int SILENCE_BYTES = 4 * RATE;

  private AlsaPlayback() {}

  /** Skips the test, aloud, on a machine without ALSA; fails there in CI. */
  static void isNeeded() throws IOException {
    boolean there;
    try (Stream<Path> folders = Files.walk(Path.of("/usr/lib"), 1)) {
      there =
          folders.anyMatch(folder -> Files.exists(folder.resolve("libasound.so.2")))
              || Files.exists(Path.of("/usr/lib64/libasound.so.2"));
    }
    assumeTrue(there || System.getenv("CI") != null, "no ALSA here: no microphone was heard");
    assertTrue(there, "CI has no ALSA");
  }

  /** The environment in which the default device plays mono PCM16 LE of {@link #RATE}. */
  static Map<String, String> of(Path folder, byte[] pcm) throws IOException {
    Path audio = folder.resolve("microphone.raw");
    byte[] all = new byte[pcm.length + SILENCE_BYTES];
    System.arraycopy(pcm, 0, all, 0, pcm.length);
    Files.write(audio, all);
    Path configuration = folder.resolve("asound.conf");
    Files.writeString(
        configuration,
        """
        pcm.!default {
          type file
          slave.pcm "played"
          file "/dev/null"
          infile "%s"
          format "raw"
        }
        pcm.played { type null }
        ctl.!default { type null }
        """
            .formatted(audio));
    return Map.of("ALSA_CONFIG_PATH", configuration.toString());
  }

  /** The environment of a machine without any device. */
  static Map<String, String> none(Path folder) throws IOException {
    Path configuration = folder.resolve("none.conf");
    Files.writeString(configuration, "");
    return Map.of("ALSA_CONFIG_PATH", configuration.toString());
  }
}
