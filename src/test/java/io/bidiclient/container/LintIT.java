package io.bidiclient.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The linters of others, where they are installed: no distribution that we know of has them. */
class LintIT {
  @TempDir Path scratch;

  private static final Pattern TEMPLATE = Pattern.compile("(?s)```yaml\n(AWSTemplate.*?)```");

  @Test
  void itFindsNothingInTheTemplateOfArchives() throws Exception {
    Matcher template = TEMPLATE.matcher(Files.readString(Path.of("src/site/markdown/archives.md")));
    assertTrue(template.find());
    Path file = Files.writeString(scratch.resolve("batch.yaml"), template.group(1));
    itFindsNothing("cfn-lint", file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "cfn-lint, src/main/resources/io/bidiclient/endpoint/stack.json",
    "terraform, fmt -check -diff scripts/terraform"
  })
  void itFindsNothing(String linter, String arguments) throws Exception {
    String path = System.getenv("PATH");
    Assumptions.assumeTrue(
        Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, linter))),
        linter + " is not installed");
    List<String> command =
        Stream.concat(Stream.of(linter), Stream.of(arguments.split(" ", -1))).toList();
    Script run = Script.run(scratch, Map.of("PATH", path, "HOME", scratch.toString()), command);
    assertEquals("", run.out());
    assertEquals(0, run.code(), run.err());
  }
}
