package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.bidiclient.EmptyFile;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One made-up run in every format, against files that people have read. */
class GoldenTest {
  private static final Target ENDPOINT = new Target("endpoint", "voxtral-realtime");

  private static final Map<Integer, String> SAID =
      Map.ofEntries(
          Map.entry(9, " Fish"),
          Map.entry(13, " &"),
          Map.entry(16, " <chips"),
          Map.entry(18, ">"),
          Map.entry(22, ","),
          Map.entry(30, " please"),
          Map.entry(31, "."),
          Map.entry(70, " 你好"),
          Map.entry(75, "，世界。"),
          Map.entry(110, " C'est"),
          Map.entry(113, " tout"),
          Map.entry(115, " !"));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void writesWhatTheGoldenFileHolds(Format format) throws IOException {
    StringWriter out = new StringWriter();
    Runs.play(format.writer(out, "talk.wav", ENDPOINT), 125, SAID);
    assertEquals(GoldenFile.read("run." + format.extension()), out.toString());
    assertFalse(out.toString().contains("\r"));
  }

  @Test
  void aJsonFileIsTheSameDocumentAndWholeAfterEveryWord() throws IOException {
    Path file = folder.resolve("run.json");
    JsonWriter writer = new JsonWriter(new FileDocument(EmptyFile.open(file)), "talk.wav");
    assertEquals(
        """
        {"v":1,"input":"talk.wav","words":[
        ],
        "status":"running"}
        """,
        Files.readString(file));
    writer.write(new Word(" ", "é", 0, 1_280, TimestampBasis.FRAMES));
    assertEquals(
        """
        {"v":1,"input":"talk.wav","words":[
        {"text":"é","start":0,"end":0.08,"clock":"frames"}
        ],
        "status":"running"}
        """,
        Files.readString(file));
    writer.write(Runs.summary(RunStatus.PARTIAL));

    Runs.play(new JsonWriter(new FileDocument(EmptyFile.open(file)), "talk.wav"), 125, SAID);
    assertEquals(GoldenFile.read("run.json"), Files.readString(file));
  }
}
