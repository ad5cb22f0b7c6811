package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the main job loads of the jar: a number that says how long a start takes. */
class LoadedClassesIT {
  private static final long MOST = 1_870;
  private static final long MOST_LAMBDAS = 560;

  @TempDir private Path folder;

  @Test
  void theMainJobLoadsFewClassesAndNoRegions() throws Exception {
    // Read as little as the classes are: nothing is encrypted here.
    Path bundle = Files.writeString(folder.resolve("bundle.pem"), "no certificate");
    Path log = folder.resolve("classes.txt");
    Path sample = Path.of(System.getProperty("bidi.samples"), "hello-morse.wav");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      JarProcess.Finished run =
          // Without the archive that other tests share: its classes would not count.
          JarProcess.plain(
                  sample.toString(),
                  "--endpoint-url",
                  "http://127.0.0.1:" + emulator.port(),
                  "--region",
                  "us-east-1",
                  "--pace",
                  "max",
                  "-q")
              .env(JarProcess.AWS_KEYS)
              .env(
                  Map.of(
                      "AWS_CA_BUNDLE",
                      bundle.toString(),
                      "JDK_JAVA_OPTIONS",
                      "-Xlog:class+load:file=" + log))
              .run();
      assertEquals(0, run.code(), run.err());
    }
    long ofJar = count(log, "source: file:");
    assertTrue(ofJar > 1_000 && ofJar < MOST, ofJar + " classes of the jar");
    assertEquals(0, count(log, "regions.servicemetadata."), "services of AWS");
    assertEquals(0, count(log, "regions.regionmetadata."), "regions of AWS");
    long lambdas = count(log, "$$Lambda");
    assertTrue(lambdas < MOST_LAMBDAS, lambdas + " lambda classes made at run time");
    // A record's equals, hashCode or toString is put together of several classes when first called.
    assertEquals(0, count(log, "java.lang.runtime.ObjectMethods "), "records that make classes");
    // Netty looks for another library where it takes SLF4J's for a missing one.
    assertEquals(0, count(log, "java.util.logging.Logger "), "loggers that write by themselves");
    assertEquals(0, count(log, "ch.qos.logback."), "classes of Logback, which would write nothing");
  }

  private static long count(Path log, String part) throws Exception {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(part)).count();
    }
  }
}
