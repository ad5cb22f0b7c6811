package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the documentation: their links, and the numbers of the decisions. */
class PagesTest {
  private static final Path PAGES = Path.of("src/site/markdown");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern DECISION =
      Pattern.compile("(?m)^### (\\d+)\\. .+ \\(2\\d{3}-.*\\)$");
  private static final Pattern REFERENCE = Pattern.compile("\\b[Dd]ecision (\\d+)");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> missing = new ArrayList<>();
    int count = 0;
    for (Path page : files(PAGES, ".md")) {
      var links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        count++;
        if (!Files.exists(page.resolveSibling(links.group(1)))) {
          missing.add(page + ": " + links.group(1));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(count > 20, count + " links");
  }

  @Test
  void everyDecisionHasANumberOfItsOwnAndADate() throws IOException {
    List<String> numbers = decisions();
    assertEquals(numbers.size(), new HashSet<>(numbers).size(), numbers.toString());
    String page = Files.readString(PAGES.resolve("decisions/index.md"));
    assertEquals(
        page.lines().filter(line -> line.startsWith("### ")).count(), numbers.size(), "dated");
  }

  @Test
  void everyDecisionThatIsReferredToExists() throws IOException {
    Set<String> known = new HashSet<>(decisions());
    List<String> unknown = new ArrayList<>();
    List<Path> readers = new ArrayList<>(files(PAGES, ".md"));
    readers.addAll(files(Path.of("src/main/java"), ".java"));
    int count = 0;
    for (Path file : readers) {
      var references = REFERENCE.matcher(Files.readString(file));
      while (references.find()) {
        count++;
        if (!known.contains(references.group(1))) {
          unknown.add(file + ": " + references.group());
        }
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(count > 0, "no reference was found");
  }

  private static List<String> decisions() throws IOException {
    return DECISION
        .matcher(Files.readString(PAGES.resolve("decisions/index.md")))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }
}
