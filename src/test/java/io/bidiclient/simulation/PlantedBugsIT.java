package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.Transcription;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each bug of {@code planted-bugs.txt} that was ever found is found again: in a copy of one class,
 * compiled before the real ones, by a scenario that does not fail without it.
 */
class PlantedBugsIT {
  private static final Path LIST =
      Path.of("src/test/resources/io/bidiclient/simulation/planted-bugs.txt");

  /** Seeds that are tried where the one that is named does not do any more. */
  private static final int MOST_SEEDS = 150;

  private static final int LEAST_FOUND = 10;

  @TempDir private Path folder;

  private record Bug(String name, Path file, String seed, String edit) {
    static Bug parse(String line) {
      String[] parts = line.split(" \\| ", 4);
      Path file = Path.of("src/main/java/io/bidiclient", parts[1]);
      return new Bug(parts[0], file, parts[2], parts[3]);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Bug> bugs() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Bug::parse)
        .toList();
  }

  static List<Bug> foundOnes() throws IOException {
    return bugs().stream().filter(bug -> !bug.seed().equals("-")).toList();
  }

  @Test
  void areEnough() throws IOException {
    assertTrue(foundOnes().size() >= LEAST_FOUND);
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isStillABugInTheSourceOfToday(Bug bug) throws Exception {
    assertNotEquals(Files.readString(bug.file()), edited(bug));
  }

  @ParameterizedTest
  @MethodSource("foundOnes")
  void isFound(Bug bug) throws Exception {
    plant(bug);
    try (URLClassLoader loader = new PlantedClasses(folder)) {
      Method failure =
          loader.loadClass(SimulateMain.class.getName()).getDeclaredMethod("failure", long.class);
      failure.setAccessible(true);
      long named = Long.parseLong(bug.seed());
      long[] seeds = LongStream.range(named, named + MOST_SEEDS).toArray();
      for (long seed : seeds) {
        String found = (String) failure.invoke(null, seed);
        if (!found.isEmpty() && !found.equals(SimulateMain.failure(seed))) {
          return;
        }
      }
      throw new AssertionError(bug + " is not found from seed " + named + " on");
    }
  }

  private void plant(Bug bug) throws IOException, InterruptedException {
    Path source = folder.resolve(bug.file().getFileName());
    Files.writeString(source, edited(bug));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-nowarn",
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertEquals(0, failed, "it does not compile");
  }

  private static String edited(Bug bug) throws IOException, InterruptedException {
    Process sed = new ProcessBuilder("sed", "-e", bug.edit(), bug.file().toString()).start();
    String text = new String(sed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, sed.waitFor(), "sed does not take " + bug.edit());
    return text;
  }

  /** All of our classes anew, those in a folder before the others. */
  private static final class PlantedClasses extends URLClassLoader {
    PlantedClasses(Path first) throws IOException {
      super(
          new URL[] {first.toUri().toURL(), place(Transcription.class), place(PlantedBugsIT.class)},
          PlantedBugsIT.class.getClassLoader());
    }

    private static URL place(Class<?> one) {
      return one.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.bidiclient.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
