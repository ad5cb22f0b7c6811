package io.bidiclient.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/**
 * The version, the commit and its date that the jar's manifest names, and the Java that runs it.
 * The date is the commit's and not the build's, so that a build can be made again to the byte.
 */
final class ManifestVersion implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {program(entries()), java()};
  }

  private static String program(Attributes entries) {
    StringBuilder line = new StringBuilder("bidi-client ");
    line.append(entry(entries, "Implementation-Version").orElse("(not packaged)"));
    entry(entries, "Build-Commit").ifPresent(commit -> line.append(", commit ").append(commit));
    entry(entries, "Build-Date").ifPresent(date -> line.append(" of ").append(date));
    return line.toString();
  }

  private static String java() {
    return "Java "
        + Runtime.version()
        + " ("
        + System.getProperty("java.vendor")
        + "), "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  /** A build outside of a checkout leaves the place of the commit as the pom writes it. */
  private static Optional<String> entry(Attributes entries, String name) {
    return Optional.ofNullable(entries.getValue(name)).filter(value -> !value.startsWith("${"));
  }

  private static Attributes entries() throws IOException {
    Optional<Path> jar = jar();
    if (jar.isEmpty()) {
      return new Attributes();
    }
    try (JarFile file = new JarFile(jar.get().toFile())) {
      return Optional.ofNullable(file.getManifest()).orElseGet(Manifest::new).getMainAttributes();
    }
  }

  private static Optional<Path> jar() {
    return Optional.ofNullable(ManifestVersion.class.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(place -> Path.of(URI.create(place.toString())))
        .filter(Files::isRegularFile);
  }
}
