package io.bidiclient.container;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The middleware in a real ASGI server, before a stub of vLLM. */
class MiddlewareIT {
  @TempDir static Path scratch;
  private static Uvicorn uvicorn;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    uvicorn = Uvicorn.start(scratch);
    port = uvicorn.port();
  }

  @AfterAll
  static void stop() {
    if (uvicorn != null) {
      uvicorn.close();
    }
  }

  @Test
  void theUnitTestsOfTheMiddlewarePass() throws Exception {
    Script run =
        Script.run(
            scratch,
            Map.of("PYTHONDONTWRITEBYTECODE", "1"),
            List.of(
                Script.PYTHON,
                "-m",
                "unittest",
                "discover",
                Script.DIRECTORY.resolve("tests").toString()));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("Ran 13 tests"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/invocations-bidirectional-stream", "/v1/realtime"})
  void bothPathsTranscribeTextFramesAndBinaryFrames(String path) throws Exception {
    Messages messages = new Messages();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + path), messages)
            .get(10, SECONDS);
    assertTrue(messages.next().contains("session.created"));
    byte[] second = new byte[32_000];
    second[2560] = 1;
    String audio = Base64.getEncoder().encodeToString(second);
    text(socket, "{\"type\":\"session.update\",\"model\":\"/opt/ml/model\"}");
    text(socket, "{\"type\":\"input_audio_buffer.commit\"}");
    binary(socket, "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + audio + "\"}");
    binary(socket, "{\"type\":\"input_audio_buffer.commit\",\"final\":true}");
    for (int frame = 0; frame < 12; frame++) {
      String delta = messages.next();
      assertTrue(delta.contains("transcription.delta"), delta);
      assertEquals(frame == 1, delta.contains(" loud"), frame + " " + delta);
    }
    assertTrue(messages.next().contains("transcription.done"));
    socket.abort();
  }

  @Test
  void pingGoesFrom503To200OnceSilenceWasTranscribed() throws Exception {
    HttpRequest ping =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ping")).build();
    // An upgrade to HTTP/2, which the JDK's client asks for, is a bad request to uvicorn.
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    int first = client.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode();
    assertEquals(503, first);
    int status = first;
    for (int i = 0; i < 500 && status != 200; i++) {
      status = client.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
    assertEquals(200, status);
  }

  private static void text(WebSocket socket, String message) throws Exception {
    socket.sendText(message, true).get(10, SECONDS);
  }

  private static void binary(WebSocket socket, String message) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
    socket.sendBinary(bytes, true).get(10, SECONDS);
  }

  /** Keeps whole text messages in the order they came. */
  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        whole.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    String next() throws InterruptedException {
      String message = whole.poll(10, SECONDS);
      assertTrue(message != null, "nothing came for 10 s");
      return message;
    }
  }
}
