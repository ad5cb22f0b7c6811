package io.bidiclient.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code modules.test.js} with Node.js: the page's modules that need no browser. */
class PageModulesTest {
  private static final String TESTS = "modules.test.js";

  @TempDir private Path folder;

  @Test
  void whatTheModulesPromiseHolds() throws Exception {
    Tool.need("node");
    for (String module :
        List.of("bytes.js", "downloads.js", "pcm.js", "recording.js", "sentences.js")) {
      copy("/io/bidiclient/live/" + module, module);
    }
    copy("/io/bidiclient/page/" + TESTS, TESTS);
    Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");

    Process node =
        new ProcessBuilder("node", "--test", TESTS)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, node.waitFor(), said);
    assertTrue(said.contains("pass 19"), said);
  }

  private void copy(String resource, String name) throws IOException {
    try (InputStream in = PageModulesTest.class.getResourceAsStream(resource)) {
      Files.copy(in, folder.resolve(name));
    }
  }
}
