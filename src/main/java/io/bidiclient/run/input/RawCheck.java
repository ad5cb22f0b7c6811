package io.bidiclient.run.input;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.InputErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses a file with a header where its bytes were said to be samples: the header would be sent as
 * noise, and its rate and encoding be passed over. Samples that begin like this are one in 2^64.
 */
final class RawCheck {
  private static final int LOOK = 12;

  /** How each kind begins, a dot for any byte. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("WAV", "(RIFF|RIFX|RF64|BW64).{4}WAVE"),
          new Kind("AIFF", "FORM.{4}AIF[FC]"),
          new Kind("Wave64", "riff\\x2e\\x91\\xcf\\x11\\xa5\\xd6\\x28\\xdb"),
          new Kind("Ogg", "OggS\\x00\\x02.{6}"),
          new Kind("FLAC", "fLaC\\x00\\x00\\x00\\x22.{4}"));

  private RawCheck() {}

  private record Kind(String name, Pattern beginning) {
    Kind(String name, String beginning) {
      this(name, Pattern.compile(beginning, Pattern.DOTALL));
    }
  }

  /** Looks at a file that is there; what cannot be read is told when it is opened. */
  static void file(Path file) throws AudioException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      refuse(file.toString(), in.readNBytes(LOOK));
    } catch (IOException e) {
      throw InputErrors.because(file.toString(), e);
    }
  }

  /** Looks at the first bytes of a stream, which is read from the result from now on. */
  static InputStream stream(String name, InputStream in) throws AudioException {
    try {
      PushbackInputStream whole = new PushbackInputStream(in, LOOK);
      byte[] first = whole.readNBytes(LOOK);
      refuse(name, first);
      whole.unread(first);
      return whole;
    } catch (IOException e) {
      throw InputErrors.because(name, e);
    }
  }

  private static void refuse(String name, byte[] first) throws AudioException {
    String beginning = new String(Arrays.copyOf(first, LOOK), StandardCharsets.ISO_8859_1);
    Optional<Kind> kind =
        KINDS.stream().filter(k -> k.beginning().matcher(beginning).matches()).findFirst();
    if (kind.isPresent()) {
      throw new AudioException(
          "cannot read " + name + " as headerless PCM: it has the header of " + kind.get().name(),
          "leave --raw out");
    }
  }
}
