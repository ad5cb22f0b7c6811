package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image's {@code bin/bidi-client} starts, with a script in place of its Java. */
class ImageLauncherIT {
  private static final String BOUND = "[-Xmx96m]";

  @TempDir private Path folder;
  private Path image;
  private final Map<String, String> environment = new TreeMap<>(Map.of("PATH", "", "HOME", ""));

  @BeforeEach
  void layOut() throws IOException {
    image = folder.resolve("an image");
    program("runtime/bin/java", "#!/bin/sh\nprintf '[%s]' \"$@\" \"$LC_ALL\"\n");
    program(
        "bin/bidi-client",
        Files.readString(Path.of("scripts", "package", "launcher"))
            .replace("@CACHE@", "-XX:AOTCache=\"$home/lib/bidi-client.aot\""));
  }

  @Test
  void oneStreamHasABoundAndManyHaveNone() throws Exception {
    String jar = "[-cp][" + image.toRealPath() + "/lib/bidi-client.jar][io.bidiclient.cli.Main]";
    String one = start("a b.wav", "--pace", "max");
    assertTrue(one.contains(BOUND), one);
    assertTrue(
        one.startsWith("[-XX:AOTCache=" + image.toRealPath() + "/lib/bidi-client.aot]"), one);
    assertTrue(one.endsWith(jar + "[a b.wav][--pace][max][C.UTF-8]"), one);
    for (String[] many :
        new String[][] {
          {"bench", "a.wav"},
          {"live"},
          {"emulator"},
          {"check", "a.wav"},
          {"replay", "a"},
          {"a", "--jobs", "4"},
          {"a", "--split-channels"},
          {"a", "--local=morse"},
          // A list of 200,000 names did not fit into 96 MB.
          {"@names.txt", "--output-dir=b"},
          {"s3://bucket/folder/", "-q"},
          {"a", "--glossary", "words.txt"}
        }) {
      assertFalse(start(many).contains("-Xmx"), String.join(" ", many));
    }
    String[] hundred = new String[100];
    Arrays.fill(hundred, "a");
    assertFalse(start(hundred).contains("-Xmx"));
    for (String variable :
        List.of(
            "BIDI_JOBS", "BIDI_SPLIT_CHANNELS", "BIDI_LOCAL", "BIDI_OUTPUT_DIR", "BIDI_GLOSSARY")) {
      environment.put(variable, "4");
      assertFalse(start("a").contains("-Xmx"), variable);
      environment.remove(variable);
    }
    assertTrue(start("a").contains(BOUND));
  }

  @Test
  void aHeapThatSomebodyChoseStays() throws Exception {
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx2g");
    assertEquals(
        "[-XX:TieredStopAtLevel=1][-jar][%s/lib/bidi-client.jar][a][C.UTF-8]"
            .formatted(image.toRealPath()),
        start("a"));
  }

  @Test
  void aFolderThatAClassPathCannotNameIsRunAsAJar() throws Exception {
    image = Files.move(image, folder.resolve("12:30"));
    String jar = "[-jar][" + image.toRealPath() + "/lib/bidi-client.jar][a][C.UTF-8]";
    String run = start("a");
    assertTrue(run.contains(BOUND) && run.endsWith(jar), run);
  }

  @Test
  void linksAndAnotherFolderAreFollowed() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("far"), Path.of("an image/bin/bidi-client"));
    assertEquals(start("a"), run(link, "a"));
    assertEquals(start("a"), run(Files.createSymbolicLink(folder.resolve("near"), link), "a"));
  }

  private String start(String... arguments) throws Exception {
    return run(image.resolve("bin/bidi-client"), arguments);
  }

  private String run(Path program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }

  private void program(String place, String text) throws IOException {
    Path file = image.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }
}
