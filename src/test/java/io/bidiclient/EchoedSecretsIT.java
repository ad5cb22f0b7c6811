package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.websocket.SocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send back the key they were given. */
class EchoedSecretsIT {
  private static final String KEY = "sesame-open";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"body", "location", "event", "close", "garbage"})
  void aKeyThatAServerSendsBackIsShownNowhere(String kind) throws Exception {
    Path recording = folder.resolve("run.jsonl");
    try (SocketServer server = new SocketServer(s -> answer(s, kind))) {
      JarProcess.Finished run =
          JarProcess.of(
                  System.getProperty("bidi.samples") + "/hello-morse.wav",
                  "--url",
                  server.url().toString(),
                  "--retries",
                  "0",
                  "-o",
                  "jsonl",
                  "--record",
                  recording.toString(),
                  "-vv")
              .env(Map.of("VLLM_API_KEY", KEY))
              .run();

      assertTrue(run.code() >= 4 && run.code() <= 8, run.code() + ": " + run.err());
      String shown = run.out() + run.err() + Files.readString(recording);
      assertTrue(run.err().contains("***"), run.err());
      assertFalse(shown.contains(KEY), shown);
    }
  }

  private static void answer(SocketServer server, String kind)
      throws IOException, InterruptedException {
    String words = "no access for Bearer " + KEY;
    if (kind.equals("body")) {
      server.refuse(401, "Content-Type: text/plain\r\n", words);
    } else if (kind.equals("location")) {
      server.refuse(302, "Location: https://me:" + KEY + "@login.example/?key=" + KEY + "\r\n", "");
    } else {
      server.accept();
      switch (kind) {
        case "event" -> server.text("{\"type\":\"error\",\"error\":\"" + words + "\"}");
        case "close" -> server.close(1008, words);
        default -> server.text(KEY + " is what you sent");
      }
    }
    server.awaitEnd();
  }
}
