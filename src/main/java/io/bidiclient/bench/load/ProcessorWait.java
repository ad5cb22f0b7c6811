package io.bidiclient.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long the threads of a process waited for a processor, and how long they had one, since the
 * making of this. Only Linux tells.
 *
 * @see <a href="https://www.kernel.org/doc/html/latest/scheduler/sched-stats.html">Scheduler
 *     statistics: the first two numbers of schedstat</a>
 */
final class ProcessorWait {
  private static final Path OURS = Path.of("/proc/self/task");

  private final Path threads;
  private final Map<String, Times> before;

  /** Of one thread, in nanoseconds. */
  private record Times(long ran, long waited) {
    static final Times NONE = new Times(0, 0);
  }

  /** Of this process. */
  ProcessorWait() {
    this(OURS);
  }

  /** Of a process whose threads are the directories there. */
  ProcessorWait(Path threads) {
    this.threads = threads;
    this.before = read();
  }

  /** Seconds waited for each second run; empty where the system does not tell. */
  Optional<Double> perSecond() {
    long ran = 0;
    long waited = 0;
    for (Map.Entry<String, Times> thread : read().entrySet()) {
      Times earlier = before.getOrDefault(thread.getKey(), Times.NONE);
      ran += thread.getValue().ran() - earlier.ran();
      waited += thread.getValue().waited() - earlier.waited();
    }
    return ran > 0 ? Optional.of(waited / (double) ran) : Optional.empty();
  }

  private Map<String, Times> read() {
    Map<String, Times> all = new HashMap<>();
    if (!Files.isDirectory(threads)) {
      return all;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        times(thread.resolve("schedstat"))
            .ifPresent(times -> all.put(thread.getFileName().toString(), times));
      }
    } catch (IOException e) {
      return new HashMap<>();
    }
    return all;
  }

  /** Empty for a thread that has ended meanwhile. */
  private static Optional<Times> times(Path file) {
    try {
      String[] numbers = Files.readString(file).strip().split(" ", -1);
      return numbers.length < 2
          ? Optional.empty()
          : Optional.of(new Times(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
