package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.SchemaCheck;
import io.bidiclient.realtime.SessionProgress;
import io.bidiclient.transcript.Notice;
import io.bidiclient.transcript.RunEvent;
import io.bidiclient.transcript.Status;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.recording.Recording;
import io.bidiclient.transcript.recording.RecordingReader;
import io.bidiclient.transcript.recording.RecordingWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  @Test
  void everyKindOfLinePassesTheSchema() throws IOException {
    StringWriter out = new StringWriter();
    JsonLinesWriter writer = new JsonLinesWriter(out, "a", new Target("url", "ws://x"));
    Runs.play(writer, 25, Map.of(9, " \"odd\"\n\u0001\ud83d\ude00"));
    writer.write(new Notice(1, false, "retry", "again", ""));
    writer.write(new Notice(1, true, "network", "gone", "look"));
    writer.write(Runs.summary(Status.FAILED));
    assertEquals(7, SchemaCheck.lines(out.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":2,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"warning\",\"code\":\"\",\"message\":\"\",\"hint\":\"\"}",
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"delta\",\"text\":\"\",\"start\":0,\"end\":1,\"clock\":\"frames\"}",
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"delta\",\"text\":\"x\",\"start\":0,\"end\":1,\"clock\":\"wall\"}",
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"session\",\"id\":\"\",\"attempt\":1,\"audio_start\":0}",
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"summary\",\"status\":\"complete\"}",
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"warning\",\"channel\":0,\"code\":\"\",\"message\":\"\",\"hint\":\"\"}",
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"other\"}"
      })
  void theSchemaRefusesWhatItMust(String line) throws IOException {
    assertTrue(SchemaCheck.refuses(line), line);
  }

  @Test
  void aRecordingIsReadBackAsItWas() throws IOException {
    StringWriter file = new StringWriter();
    Recording head = new Recording("a.wav", new Target("endpoint", "e"), true);
    RunEvent heard = new RunEvent.Heard(" \u00e9\n", 1_280);
    RunEvent told = new RunEvent.Told(true, "network", "gone", "");
    RunEvent reached = Runs.reached(SessionProgress.Stage.DONE, 5, 6);
    RunEvent ended = new RunEvent.Ended(Status.PARTIAL, Runs.delivery(7, 8));
    try (RecordingWriter writer = new RecordingWriter(file, head)) {
      writer.wire(3, 1, "down", "{\"type\":\"x\"}");
      writer.event(4, heard);
      writer.event(5, told);
      writer.event(6, reached);
      writer.event(7, ended);
    }
    java.util.List<Object> read = new java.util.ArrayList<>();
    RecordingReader reader =
        new RecordingReader(
            new java.io.BufferedReader(new java.io.StringReader(file + "{\"t\":8,\"ev")));
    RecordingReader.Listener listener =
        new RecordingReader.Listener() {
          @Override
          public void wire(long at, int connection, String what, String text) {
            read.add(at + what + connection + text);
          }

          @Override
          public void event(long at, RunEvent event) {
            read.add(event);
          }
        };
    boolean more = true;
    while (more) {
      more = reader.next(listener);
    }
    assertEquals(head, reader.head());
    assertEquals(java.util.List.of("3down1{\"type\":\"x\"}", heard, told, reached, ended), read);
  }
}
