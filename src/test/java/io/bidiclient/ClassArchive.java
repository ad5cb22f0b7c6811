package io.bidiclient;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * An archive of the packaged jar's classes, made once a build and shared by all test processes, so
 * that a test pays for what it tests and not for loading classes. Java falls back to the jar by
 * itself where the archive does not fit.
 */
final class ClassArchive {
  private static final Path JAR = Path.of(System.getProperty("bidi.jar"));
  private static final Path ARCHIVE = JAR.resolveSibling("bidi-client-tests.jsa");
  private static final String COLLECTOR = "-XX:+UseSerialGC";
  private static final String NO_LOG = "-Xlog:disable";

  /** Guarded by the class. */
  private static boolean failed;

  private ClassArchive() {}

  /**
   * The JVM options that use the archive, which is made first if it is missing or old; those that
   * only start quickly where this JVM cannot make one.
   */
  static synchronized List<String> options() {
    try {
      if (!isCurrent() && !failed) {
        make();
      }
    } catch (IOException e) {
      failed = true;
      System.err.println("tests run without an archive of classes: " + e.getMessage());
    }
    if (failed) {
      return List.of(COLLECTOR, "-XX:TieredStopAtLevel=1");
    }
    return List.of(
        "-XX:SharedArchiveFile=" + ARCHIVE,
        "-Xshare:auto",
        COLLECTOR,
        "-XX:TieredStopAtLevel=1",
        // A run is short: less is worth compiling.
        "-XX:Tier3InvocationThreshold=1000",
        "-XX:Tier3MinInvocationThreshold=500",
        "-XX:Tier3CompileThreshold=5000",
        NO_LOG);
  }

  private static boolean isCurrent() throws IOException {
    return Files.exists(ARCHIVE)
        && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) > 0;
  }

  /** One test JVM makes it while the others wait. */
  private static void make() throws IOException {
    Path lock = JAR.resolveSibling("bidi-client-tests.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !isCurrent()) {
        train();
      }
    }
  }

  private static void train() throws IOException {
    Path sample = Path.of(System.getProperty("bidi.samples"), "hello-morse.wav");
    Path fresh = JAR.resolveSibling("bidi-client-tests.jsa.new");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:ArchiveClassesAtExit=" + fresh,
            COLLECTOR,
            NO_LOG,
            "-jar",
            JAR.toString(),
            sample.toString(),
            "--local=morse",
            "--pace",
            "max",
            "-q");
    builder.environment().putAll(Map.of("BIDI_NO_PROGRESS", "true"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      int code = builder.start().waitFor();
      if (code != 0 || !Files.exists(fresh)) {
        throw new IOException("the jar did not run its sample: it ended with " + code);
      }
      Files.move(
          fresh, ARCHIVE, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the archive was made", e);
    }
  }
}
