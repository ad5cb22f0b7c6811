package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packaged jar on a Java that warns of what libraries do, where this machine has one. */
class NewerJavaIT {
  private static final Path HOMES = Path.of("/usr/lib/jvm");

  @Test
  void aRunOnJava25WarnsOfNothing() throws Exception {
    Optional<Path> java = newer();
    assumeTrue(java.isPresent(), "no Java 25 or later under " + HOMES);
    Path sample = Path.of(System.getProperty("bidi.samples"), "hello-morse.wav");
    JarProcess.Finished run =
        JarProcess.withJava(java.get(), sample.toString(), "--local=morse", "--pace", "max", "-q")
            .run();
    assertEquals("", run.err());
    assertEquals(0, run.code());
  }

  private static Optional<Path> newer() throws IOException {
    if (!Files.isDirectory(HOMES)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(HOMES)) {
      return homes
          .filter(NewerJavaIT::isNewer)
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  private static boolean isNewer(Path home) {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return false;
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.matches("\\d+.*") && Integer.parseInt(version.replaceFirst("\\D.*", "")) >= 25;
  }
}
