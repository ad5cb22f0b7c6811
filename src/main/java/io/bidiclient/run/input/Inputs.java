package io.bidiclient.run.input;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.open.AudioFiles;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens what the command line names as INPUT. */
public final class Inputs {
  public static final String STDIN = "-";

  private static final String MICROPHONE = "mic";

  private Inputs() {}

  /** Whether it names a capture device; a file of that name is {@code ./mic}. */
  public static boolean isMicrophone(String input) {
    return input.equals(MICROPHONE) || input.startsWith(MICROPHONE + ":");
  }

  /** Which device: an index or a part of its name; empty for the default. */
  public static String device(String microphone) {
    return microphone.substring(Math.min(MICROPHONE.length() + 1, microphone.length()));
  }

  /** How messages call it. */
  public static String name(String input) {
    return input.equals(STDIN) ? "standard input" : input;
  }

  /** Opens a file, or standard input for {@code -}. */
  public static AudioSource open(String input, Optional<PcmFormat> raw, InputStream stdin)
      throws AudioException {
    if (input.equals(STDIN)) {
      return raw.isPresent()
          ? AudioFiles.openRaw(name(input), stdin, raw.get())
          : AudioFiles.open(name(input), stdin);
    }
    Path path = path(input);
    return raw.isPresent() ? AudioFiles.openRaw(path, raw.get()) : AudioFiles.open(path);
  }

  private static Path path(String input) throws AudioException {
    try {
      return Path.of(input);
    } catch (InvalidPathException e) {
      throw new AudioException(
          "cannot read the input: its name is no file name here: " + e.getReason(),
          "rename the file",
          e);
    }
  }
}
