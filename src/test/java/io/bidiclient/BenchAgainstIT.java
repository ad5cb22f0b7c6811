package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bidiclient.bench.report.BenchSchema;
import io.bidiclient.transport.sagemaker.Http2Server;
import io.bidiclient.transport.sagemaker.Http2Server.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two variants of an endpoint, and two models, through the packaged jar: what the second one is
 * called arrives at the server, and the difference is told of that side.
 */
class BenchAgainstIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STREAMS = 8;

  @TempDir private Path folder;
  private Path audio;

  @BeforeEach
  void write() throws Exception {
    audio = folder.resolve("audio.wav");
    MorseFile.write(audio, 16_000, MorseFile.Form.S16, new float[16_000]);
    Files.writeString(folder.resolve("audio.txt"), "ONE TWO");
  }

  @Test
  void theSecondVariantIsAskedForAndItsDifferenceShown() throws Exception {
    Service service =
        new Service((stream, model) -> stream.header("x-amzn-sagemaker-target-variant"));
    JsonNode report = compare(service, "--target-variant", "blue", "--against", "variant=green");
    assertEquals("variant green", report.at("/comparison/second").asText());
    // Each side also tries one connection before the steps, and sends no audio over it.
    assertEquals(Map.of("blue", STREAMS, "green", STREAMS), service.heard());
    assertTheSecondIsWrong(report);
  }

  @Test
  void theSecondModelIsAskedForAndItsDifferenceShown() throws Exception {
    Service service = new Service((stream, model) -> model);
    JsonNode report = compare(service, "--model", "blue", "--against", "model=green");
    assertEquals("model green", report.at("/comparison/second").asText());
    assertEquals(Map.of("blue", STREAMS, "green", STREAMS), service.heard());
    assertTheSecondIsWrong(report);
  }

  private static void assertTheSecondIsWrong(JsonNode report) {
    assertEquals(0, report.at("/steps/0/errors/wer").asDouble(), report.toString());
    assertEquals(
        0.5, report.at("/comparison/second_steps/0/errors/wer").asDouble(), report.toString());
    JsonNode words = report.at("/comparison/differences/0");
    assertEquals("word error rate", words.at("/name").asText());
    assertEquals(50, words.at("/value").asDouble());
    assertTrue(words.at("/shown").asBoolean(), words.toString());
  }

  private JsonNode compare(Service service, String... more) throws Exception {
    Path report = folder.resolve("report.json");
    try (Http2Server server = new Http2Server(service)) {
      List<String> words = new ArrayList<>(List.of("bench", audio.toString()));
      words.addAll(List.of("--region", "us-east-1", "--endpoint-url", server.url().toString()));
      words.addAll(List.of("--streams", "" + STREAMS, "--step", "2s", "--output"));
      words.add("json=" + report);
      words.addAll(List.of(more));
      JarProcess.Finished run =
          JarProcess.of(words.toArray(String[]::new)).env(JarProcess.AWS_KEYS).run();
      assertEquals(0, run.code(), run.err());
    }
    return BenchSchema.valid(Files.readString(report));
  }

  /** Takes what it hears for the same words, and gets one of them wrong if it is called green. */
  private static final class Service implements Http2Server.Script {
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private final Map<Stream, String> names = new ConcurrentHashMap<>();
    private final Named named;

    Service(Named named) {
      this.named = named;
    }

    /** What a stream is called, by its request and the model that it asks for. */
    interface Named {
      String of(Stream stream, String model);
    }

    /** Utterances that were heard to their ends, by what they were sent to. */
    Map<String, Integer> heard() {
      return heard;
    }

    @Override
    public void opened(Stream stream) {
      stream.accept();
      stream.send("{\"type\":\"session.created\",\"id\":\"s\"}");
    }

    @Override
    public void received(Stream stream, String text) {
      try {
        JsonNode event = JSON.readTree(text);
        switch (event.path("type").asText()) {
          case "session.update" ->
              names.put(stream, named.of(stream, event.path("model").asText()));
          case "input_audio_buffer.append" ->
              stream.send("{\"type\":\"transcription.delta\",\"delta\":\"\"}");
          default -> {
            if (event.path("final").asBoolean()) {
              end(stream);
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void end(Stream stream) {
      String name = names.get(stream);
      heard.merge(name, 1, Integer::sum);
      String said = name.equals("green") ? " ONE TOO" : " ONE TWO";
      stream.send("{\"type\":\"transcription.delta\",\"delta\":\"" + said + "\"}");
      stream.send("{\"type\":\"transcription.done\",\"text\":\"" + said + "\"}");
    }
  }
}
