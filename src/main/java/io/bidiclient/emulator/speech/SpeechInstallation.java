package io.bidiclient.emulator.speech;

import java.io.FileNotFoundException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the speech program is on this machine.
 *
 * @param jar the program
 * @param model the folder of its model
 */
public record SpeechInstallation(Path jar, Path model) {
  private static final List<String> FILES =
      List.of("encoder.onnx", "decoder.onnx", "voice.onnx", "tokens.txt");

  /**
   * Where both usually are: the program beside our own jar, unless {@code BIDI_SPEECH_JAR} names
   * it; the model where {@code scripts/get-speech-model} puts it, which is {@code BIDI_SPEECH_DIR}
   * or the user's cache.
   */
  public static SpeechInstallation usual(Map<String, String> environment) {
    String jar = environment.getOrDefault("BIDI_SPEECH_JAR", "");
    String model = environment.getOrDefault("BIDI_SPEECH_DIR", "");
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return new SpeechInstallation(
        jar.isEmpty() ? ours().resolveSibling("bidi-client-speech.jar") : Path.of(jar),
        model.isEmpty() ? caches.resolve("bidi-client").resolve("speech-en-1") : Path.of(model));
  }

  /**
   * Looks whether all of it is there.
   *
   * @throws FileNotFoundException naming the first file that is not
   */
  public void check() throws FileNotFoundException {
    require(jar);
    for (String file : FILES) {
      require(model.resolve(file));
    }
  }

  private static void require(Path file) throws FileNotFoundException {
    if (!Files.isReadable(file)) {
      throw new FileNotFoundException(file.toString());
    }
  }

  /** The jar, or folder of classes, that this class is in. */
  private static Path ours() {
    try {
      return Path.of(
          SpeechInstallation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
