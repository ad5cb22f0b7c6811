package io.bidiclient;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sizes of the packages and the names of their types, as the source tree has them. */
class RoomsTest {
  private static final Path MAIN = Path.of("src/main/java/io/bidiclient");

  @Test
  void aPackageHoldsFourToTwentyFiveFiles() throws IOException {
    Map<String, Long> odd = count(file -> MAIN.relativize(file.getParent()).toString());
    assertTrue(odd.size() > 30, odd.size() + " packages");
    odd.values().removeIf(files -> files >= 4 && files <= 25);
    // The commands are many, and each is small.
    odd.computeIfPresent("cli", (cli, files) -> files < 30 ? null : files);
    // The emulator's own door, whose parts are packages beside it, and what all others stand on.
    odd.keySet().removeAll(Set.of("emulator", "text"));
    assertEquals(Map.of(), odd);
  }

  @Test
  void noTwoFilesHaveTheSameName() throws IOException {
    Map<String, Long> twice = count(file -> file.getFileName().toString());
    twice.remove("package-info.java");
    twice.values().removeIf(files -> files == 1);
    assertEquals(Map.of(), twice);
  }

  @Test
  void aDeltaPassesAtMostThirtyFilesToStandardOutput() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/architecture.md"));
    int start = page.indexOf("| where | files |");
    String table = page.substring(start, page.indexOf("\n\n", start));
    Set<String> files =
        Pattern.compile("`(\\w+)`")
            .matcher(table)
            .results()
            .map(found -> found.group(1) + ".java")
            .collect(toCollection(TreeSet::new));
    assertTrue(files.size() > 20 && files.size() <= 30, files.size() + " files: " + files);
    Set<String> there = count(file -> file.getFileName().toString()).keySet();
    files.removeAll(there);
    assertEquals(Set.of(), files, "files that are not there");
  }

  private static Map<String, Long> count(Function<Path, String> key) throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(groupingBy(key, TreeMap::new, counting()));
    }
  }
}
