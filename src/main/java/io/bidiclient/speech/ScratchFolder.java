package io.bidiclient.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this process alone, which goes when the process ends, unless that is killed. */
final class ScratchFolder {
  private ScratchFolder() {}

  /** Makes it, for its owner only, and has it deleted at the end. */
  static Path create() throws IOException {
    Path folder = Files.createTempDirectory("bidi-speech");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "scratch"));
    return folder;
  }

  private static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      // Some systems keep code that is loaded: it stays until somebody clears what is temporary.
      return;
    }
  }
}
