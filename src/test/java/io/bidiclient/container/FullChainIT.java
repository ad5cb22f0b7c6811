package io.bidiclient.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.JarProcess;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, the emulator's HTTP/2 front, uvicorn with the middleware, and a stub of vLLM. */
class FullChainIT {
  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"", "v1/realtime"})
  void audioGoesAllTheWayAndItsTranscriptComesBack(String modelPath) throws Exception {
    Path audio = scratch.resolve("loud.raw");
    byte[] sound = new byte[80 * 2560];
    Arrays.fill(sound, (byte) 1);
    Files.write(audio, sound);
    try (Uvicorn uvicorn = Uvicorn.start(scratch)) {
      Process front =
          JarProcess.of("emulator", "--port", "0", "--upstream", "ws://127.0.0.1:" + uvicorn.port())
              .spawn();
      try (BufferedReader says = front.errorReader()) {
        String url = url(says);
        List<String> path = modelPath.isEmpty() ? List.of() : List.of("--model-path", modelPath);
        JarProcess.Finished run =
            JarProcess.of(arguments(audio, url, path))
                .env(
                    Map.of(
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_REGION", "us-east-1"))
                .run();
        assertEquals(0, run.code(), run.err());
        assertEquals(String.join(" ", Collections.nCopies(80, "loud")) + "\n", run.out());
      } finally {
        front.destroy();
      }
    }
  }

  private static String[] arguments(Path audio, String url, List<String> path) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of(audio.toString(), "-f", "s16le", "--pace", "max", "--endpoint-url", url));
    all.addAll(path);
    return all.toArray(String[]::new);
  }

  private static String url(BufferedReader says) throws Exception {
    String line = says.readLine();
    while (line != null && !line.contains("--endpoint-url ")) {
      line = says.readLine();
    }
    return String.valueOf(line).replaceFirst(".*--endpoint-url ", "");
  }
}
