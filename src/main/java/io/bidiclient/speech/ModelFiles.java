package io.bidiclient.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files that {@code scripts/get-speech-model} puts into one folder. */
record ModelFiles(Path folder) {
  /** Where the script puts them unless told otherwise. */
  static Path usual(Map<String, String> environment) {
    String given = environment.getOrDefault("BIDI_SPEECH_DIR", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return base.resolve("bidi-client").resolve("speech-en-1");
  }

  Path encoder() {
    return folder.resolve("encoder.onnx");
  }

  Path decoder() {
    return folder.resolve("decoder.onnx");
  }

  Path voice() {
    return folder.resolve("voice.onnx");
  }

  Path tokens() {
    return folder.resolve("tokens.txt");
  }

  /** Fails, naming it, where one is missing. */
  void check() throws IOException {
    for (Path file : List.of(encoder(), decoder(), voice(), tokens())) {
      if (!Files.isReadable(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
  }
}
