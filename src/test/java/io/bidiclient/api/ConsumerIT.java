package io.bidiclient.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The artifact that other projects get. The project in {@code samples/java} is built against it by
 * Maven, offline: its local repository is the build's own, with this artifact added.
 */
@Timeout(180)
class ConsumerIT {
  /** What the pom says where no tag says otherwise, and the samples ask for. */
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private static final Path PACKAGED = Path.of(System.getProperty("bidi.jar"));
  private static final Pattern LIBRARY =
      Pattern.compile("bidi-client-[0-9][^-]*(-SNAPSHOT)?\\.jar");
  private static final String LOGBACK = "META-INF/services/ch.qos.logback.classic.spi.Configurator";

  /** Set before the first test. */
  private static Path library;

  @TempDir private Path folder;

  /** What is behind the links is the build's. */
  @AfterEach
  void unlink() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  @BeforeAll
  static void isPackaged() throws IOException {
    try (Stream<Path> packaged = Files.list(PACKAGED.toAbsolutePath().getParent())) {
      Optional<Path> found =
          packaged
              .filter(file -> LIBRARY.matcher(file.getFileName().toString()).matches())
              .findFirst();
      assumeTrue(
          found.isPresent() || System.getenv("CI") != null, "no library packaged: left untested");
      library = found.orElseThrow(() -> new AssertionError("the build has packaged no library"));
    }
  }

  @Test
  void theLibraryHoldsOurClassesAlone() throws IOException {
    try (JarFile plain = new JarFile(library.toFile());
        JarFile executable = new JarFile(PACKAGED.toFile())) {
      Attributes manifest = plain.getManifest().getMainAttributes();
      assertEquals("io.bidiclient", manifest.getValue("Automatic-Module-Name"));
      assertNull(manifest.getValue("Main-Class"));
      assertNull(plain.getEntry(LOGBACK));
      assertEquals(
          List.of(),
          plain.stream()
              .map(Object::toString)
              .filter(name -> name.endsWith(".class") && !name.startsWith("io/bidiclient/"))
              .toList());
      assertEquals(
          "io.bidiclient.cli.Main",
          executable.getManifest().getMainAttributes().getValue("Main-Class"));
      assertTrue(executable.getEntry(LOGBACK) != null, "the executable jar logs by itself");
      assertTrue(executable.getEntry("picocli/CommandLine.class") != null);
      // Ours in place of the SDK's, there alone.
      assertTrue(
          executable.getEntry("software/amazon/awssdk/regions/GeneratedClass.class") != null);
    }
  }

  @Test
  void aProjectOfItsOwnIsBuiltAgainstIt() throws Exception {
    Tool.need("mvn");
    Path project = folder.resolve("project");
    copy(Path.of("samples/java"), project);
    Path repository = folder.resolve("repository");
    share(localRepository(), repository);
    Path home = repository.resolve("io/bidiclient/bidi-client").resolve(VERSION);
    Files.createDirectories(home);
    Files.copy(library, home.resolve("bidi-client-" + VERSION + ".jar"));
    Files.copy(Path.of("pom.xml"), home.resolve("bidi-client-" + VERSION + ".pom"));
    Tool.run(
        List.of(
            Tool.path("mvn").orElseThrow().toString(),
            "-B",
            "-o",
            "-q",
            // A repository that was put together keeps no account of where its files came from.
            "-Dmaven.legacyLocalRepo=true",
            "-f",
            project.resolve("pom.xml").toString(),
            "-Dmaven.repo.local=" + repository,
            "-DargLine=-Dsamples=" + Path.of(System.getProperty("bidi.samples")),
            "test"));
    try (Stream<Path> reports = Files.walk(project.resolve("target/surefire-reports"))) {
      String report = Files.readString(reports.filter(ConsumerIT::isReport).findFirst().get());
      assertTrue(report.contains("tests=\"4\""), report.substring(0, 400));
      assertFalse(report.contains("<skipped"), "a test of the samples was skipped");
    }
  }

  private static boolean isReport(Path file) {
    return file.getFileName().toString().endsWith(".xml");
  }

  /** Surefire tells it; elsewhere it is Maven's usual one. */
  private static Path localRepository() {
    String told = System.getProperty("localRepository", "");
    return told.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(told);
  }

  /** Makes a repository with all of another's artifacts, by links, but with a place for ours. */
  private static void share(Path all, Path repository) throws IOException {
    Path io = Files.createDirectories(repository.resolve("io"));
    link(all, repository, "io");
    link(all.resolve("io"), io, "bidiclient");
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(except)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(it -> !it.startsWith(from.resolve("target"))).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
