package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code scripts/bidi-client} does in odd places. A shell script stands for Java: it notes its
 * arguments, and writes the archive that it is asked for.
 */
class LauncherIT {
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$*" >>"$(dirname "$0")/../runs"
      for argument; do
        case $argument in
          -XX:ArchiveClassesAtExit=*) echo archive >"${argument#*=}"; exit 0 ;;
          -XX:SharedArchiveFile=*) test -s "${argument#*=}" || exit 99 ;;
        esac
      done
      echo "ran $*"
      """;

  /** How a start with an archive ends: in a class path, the jar's directory is read once. */
  private static final String WITH_ARCHIVE = "-cp %s io.bidiclient.cli.Main a b c\n";

  @TempDir private Path folder;
  private Path home;
  private Path checkout;
  private Map<String, String> environment;

  @BeforeEach
  void layOut() throws IOException {
    home = jdk("jdk", JAVA);
    checkout = Files.createDirectories(folder.resolve("a check out"));
    Files.createDirectories(checkout.resolve("scripts"));
    Files.createDirectories(checkout.resolve("target"));
    Files.copy(
        Path.of("scripts", "bidi-client"), checkout.resolve("scripts").resolve("bidi-client"));
    assertTrue(script().toFile().setExecutable(true));
    Files.writeString(checkout.resolve("target/bidi-client.jar"), "a jar");
    environment = new TreeMap<>(Map.of("PATH", path(home), "HOME", folder.toString()));
  }

  @Test
  void trainsOnceAndThenUsesWhatItMade() throws Exception {
    Run first = run();
    assertTrue(first.out().contains("-XX:SharedArchiveFile=" + archive()), first.out());
    assertTrue(first.out().endsWith(WITH_ARCHIVE.formatted(jar())), first.out());
    assertEquals(first, run());
    assertEquals(1, trainings(home));
    assertEquals(List.of(), inTarget("archive."));
  }

  @Test
  void aFailedTrainingIsNotToldAndNotRepeated() throws Exception {
    Path broken = jdk("broken", JAVA.replace("exit 0", "echo no >&2; exit 1"));
    environment.put("PATH", path(broken));
    Run first = run();
    assertFalse(first.out().contains("Archive"), first.out());
    assertEquals(first, run());
    assertEquals(1, trainings(broken));
  }

  @Test
  void aFolderThatTakesNoFileAndNoHomeRunTheJarAlone() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    program(tools.resolve("mktemp"), "#!/bin/sh\nexit 1\n");
    environment.put("PATH", tools + ":" + path(home));
    environment.remove("HOME");
    Run run = run();
    assertTrue(run.out().endsWith("-jar " + jar() + " a b c\n"), run.out());
    assertFalse(run.out().contains("Archive"), run.out());
    assertEquals(0, trainings(home));
  }

  @Test
  void aFullTargetFolderLeavesTheArchiveInTheCache() throws Exception {
    // For a folder without the right to write, which root always has.
    Path tools = Files.createDirectories(folder.resolve("tools"));
    program(
        tools.resolve("mktemp"),
        "#!/bin/sh\ncase $2 in */target/*) exit 1;; esac\nPATH=/usr/bin:/bin exec mktemp \"$@\"\n");
    environment.put("PATH", tools + ":" + path(home));
    assertTrue(
        run().out().contains("-XX:SharedArchiveFile=" + folder.resolve(".cache/bidi-client/")));
    assertEquals(1, trainings(home));
  }

  @Test
  void anotherJavaAndAnotherPlaceHaveArchivesOfTheirOwn() throws Exception {
    run();
    Path other = jdk("other", JAVA);
    environment.put("PATH", path(other));
    run();
    assertEquals(1, trainings(other));
    Files.writeString(other.resolve("release"), "JAVA_VERSION=\"17.0.99\"\n");
    run();
    assertEquals(2, trainings(other));
    Path moved = folder.resolve("moved");
    Files.move(checkout, moved);
    checkout = moved;
    assertTrue(run().out().contains("-XX:SharedArchiveFile=" + moved), "the new place");
    assertEquals(3, trainings(other));
  }

  @Test
  void aNewJarHasANewArchive() throws Exception {
    run();
    Files.setLastModifiedTime(
        Path.of(jar()), FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    run();
    assertEquals(2, trainings(home));
  }

  @Test
  void twoThatStartAtOnceBothRunAndLeaveOneArchive() throws Exception {
    List<Process> both = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      both.add(start(script()));
    }
    for (Process one : both) {
      Run run = finish(one);
      assertTrue(run.out().endsWith(WITH_ARCHIVE.formatted(jar())), run.out());
    }
    assertEquals(1, inTarget(".jsa").size());
    assertEquals(List.of(), inTarget("archive."));
  }

  @Test
  void javaIsThatOfThePathAndJavaHomeOnlyWithoutOne() throws Exception {
    Path wrong = folder.resolve("nowhere");
    environment.put("JAVA_HOME", wrong.toString());
    run();
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        List.of("dirname", "readlink", "cat", "cksum", "mkdir", "mktemp", "rm", "mv", "env")) {
      program(
          tools.resolve(tool), "#!/bin/sh\nexec " + Tool.path(tool).orElseThrow() + " \"$@\"\n");
    }
    environment.put("PATH", tools.toString());
    environment.put("JAVA_HOME", home.toString());
    Run none = finish(start(Path.of("/bin/sh"), script().toString()));
    assertEquals(0, none.code(), none.err());
    environment.put("JAVA_HOME", wrong.toString());
    Run lost = finish(start(Path.of("/bin/sh"), script().toString()));
    assertEquals(127, lost.code());
    assertEquals(
        "scripts/bidi-client: no java on the PATH: install a JDK 17 or later\n", lost.err());
  }

  @Test
  void linksToTheScriptAreFollowed() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path near =
        Files.createSymbolicLink(
            bin.resolve("near"), Path.of("../a check out/scripts/bidi-client"));
    Path far = Files.createSymbolicLink(folder.resolve("far"), near);
    assertTrue(finish(start(far)).out().endsWith(WITH_ARCHIVE.formatted(jar())));
  }

  @Test
  void aCollectorThatSomebodyChoseStays() throws Exception {
    environment.put("JDK_JAVA_OPTIONS", "-XX:+UseParallelGC");
    assertFalse(run().out().contains("UseSerialGC"), "two collectors are an error of the JVM's");
  }

  private Run run() throws Exception {
    Run run = finish(start(script()));
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    return run;
  }

  private Process start(Path program, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(before));
    command.addAll(List.of("a", "b c"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private record Run(int code, String out, String err) {}

  private static Run finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private Path script() {
    return checkout.resolve("scripts").resolve("bidi-client");
  }

  private String jar() throws IOException {
    return checkout.toRealPath().resolve("target").resolve("bidi-client.jar").toString();
  }

  private String archive() throws IOException {
    return inTarget(".jsa").get(0);
  }

  private List<String> inTarget(String part) throws IOException {
    try (Stream<Path> files = Files.list(checkout.toRealPath().resolve("target"))) {
      return files.map(Path::toString).filter(name -> name.contains(part)).sorted().toList();
    }
  }

  private static long trainings(Path jdk) throws IOException {
    Path runs = jdk.resolve("runs");
    if (!Files.exists(runs)) {
      return 0;
    }
    return Files.readAllLines(runs).stream().filter(run -> run.contains("AtExit")).count();
  }

  private Path jdk(String name, String java) throws IOException {
    Path jdk = folder.resolve(name);
    program(Files.createDirectories(jdk.resolve("bin")).resolve("java"), java);
    return jdk;
  }

  private static String path(Path jdk) {
    return jdk.resolve("bin") + ":/usr/bin:/bin";
  }

  private static void program(Path place, String text) throws IOException {
    Files.writeString(place, text);
    assertTrue(place.toFile().setExecutable(true));
  }
}
