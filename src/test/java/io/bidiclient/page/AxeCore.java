package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bidiclient.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The checker of web pages against WCAG, from npm: fetched once a machine, and checked.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
final class AxeCore {
  private static final String PACKAGE = "axe-core@4.10.3";
  private static final String SHA256 =
      "880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb";

  private AxeCore() {}

  /** Its script. Skips a test aloud where it cannot be had, but not in CI. */
  static String script(Path work) throws IOException, InterruptedException {
    Path kept =
        Path.of(System.getProperty("user.home"), ".cache", "bidi-client", PACKAGE + ".min.js");
    if (!Files.exists(kept)) {
      fetch(work, kept);
    }
    byte[] script = Files.readAllBytes(kept);
    assertEquals(SHA256, digest(script), kept + " is not " + PACKAGE + ": delete it");
    return new String(script, StandardCharsets.UTF_8);
  }

  private static void fetch(Path work, Path kept) throws IOException, InterruptedException {
    Tool.need("npm");
    Path folder = Files.createDirectories(work.resolve("npm"));
    Process npm =
        new ProcessBuilder("npm", "pack", "--silent", PACKAGE)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (npm.waitFor() != 0) {
      String why = "npm does not give " + PACKAGE + ": " + said;
      if (System.getenv("CI") == null) {
        abort(why);
      }
      fail(why);
    }
    Path packed = folder.resolve(PACKAGE.replace('@', '-') + ".tgz");
    Tool.run(List.of("tar", "-xzf", packed.toString(), "-C", folder.toString()));
    Files.createDirectories(kept.getParent());
    Path part = Files.createTempFile(kept.getParent(), "axe", ".part");
    Files.copy(folder.resolve("package/axe.min.js"), part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
