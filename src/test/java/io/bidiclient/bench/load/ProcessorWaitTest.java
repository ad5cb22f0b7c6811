package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorWaitTest {
  @TempDir private Path threads;

  @Test
  void whatEachThreadWaitedSinceIsSetAgainstWhatItRan() throws IOException {
    thread("7", "1000000 900000000 12");
    thread("8", "5000000 0 3");
    ProcessorWait wait = new ProcessorWait(threads);
    assertEquals(Optional.empty(), wait.perSecond());
    thread("7", "3000000 901000000 15");
    thread("8", "7000000 1000000 9");
    thread("9", "4000000 4000000 1");
    thread("10", "ended");
    assertEquals(Optional.of(0.75), wait.perSecond());
  }

  @Test
  void aSystemThatTellsNothingIsNotGuessed() {
    assertEquals(Optional.empty(), new ProcessorWait(threads.resolve("none")).perSecond());
  }

  private void thread(String id, String text) throws IOException {
    Files.createDirectories(threads.resolve(id));
    Files.writeString(threads.resolve(id).resolve("schedstat"), text + "\n");
  }
}
