package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many threads the streams of many files take, in a process of their own. */
class JobThreadsIT {
  private static final int FILES = 32;

  private static final int SECONDS = 12;

  /** What Java, the wire and the shared loops have, whatever the number of files. */
  private static final int OTHERS = 24;

  @TempDir private Path folder;

  @Test
  void eachFileOfManyHasOneThreadThatReadsItAndNoOther() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux lists threads");
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int file = 0; file < FILES; file++) {
      Files.write(in.resolve("silence-" + file + ".pcm"), new byte[32_000 * SECONDS]);
    }
    CountedUtterances model = new CountedUtterances();
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withModel(model))) {
      JarProcess.Running run =
          JarProcess.of(
                  in.toString(),
                  "--raw=s16le",
                  "--pace=realtime",
                  "--jobs=" + FILES,
                  "--output-dir=" + folder.resolve("out"),
                  "--url=" + emulator.webSocketUrl())
              .start();
      Await.until("all files at once", () -> model.begun() == FILES);
      // Those that opened the streams have ended a second later.
      Await.until(
          "a thread for each file and few more", () -> threads(run.process()) <= FILES + OTHERS);
      assertEquals(FILES, model.begun() - model.ended());
      JarProcess.Finished ended = run.finish();
      assertEquals(0, ended.code(), ended.err());
    }
    try (Stream<Path> written = Files.list(folder.resolve("out"))) {
      assertEquals(FILES, written.count());
    }
  }

  private static int threads(Process process) {
    String[] tasks = Path.of("/proc", "" + process.pid(), "task").toFile().list();
    return tasks == null ? Integer.MAX_VALUE : tasks.length;
  }
}
