package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.SchemaCheck;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.ProblemReported;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.WarningIssued;
import io.bidiclient.transcript.recording.Recording;
import io.bidiclient.transcript.recording.RecordingReader;
import io.bidiclient.transcript.recording.RecordingWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
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
    writer.write(new WarningIssued(1, new Warning("retry", "again"), Channel.WHOLE));
    writer.write(
        new ProblemReported(1, new Problem(ExitCode.NETWORK, "gone", "look"), Channel.WHOLE));
    writer.write(Runs.summary(RunStatus.FAILED));
    assertEquals(8, SchemaCheck.lines(out.toString()));
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
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"turn\",\"text\":\"\",\"start\":0,\"end\":1,\"clock\":\"frames\"}",
        "{\"v\":1,\"seq\":0,\"t\":0,\"input\":\"a\",\"type\":\"other\"}"
      })
  void theSchemaRefusesWhatItMust(String line) throws IOException {
    assertTrue(SchemaCheck.refuses(line), line);
  }

  @Test
  void aRecordingIsReadBackAsItWas() throws IOException {
    StringWriter file = new StringWriter();
    Recording head = new Recording("a.wav", new Target("endpoint", "e"), true);
    TranscriptionEvent heard = TimedText.of(" \u00e9\n", 1_280);
    TranscriptionEvent told =
        new TranscriptionEvent.WentWrong(new Problem(ExitCode.NETWORK, "gone", ""));
    TranscriptionEvent reached = Runs.reached(SessionProgress.Stage.DONE, 5, 6);
    TranscriptionEvent ended = new RunEnded(RunStatus.PARTIAL, Runs.delivery(7, 8));
    try (RecordingWriter writer = new RecordingWriter(file, head)) {
      writer.wire(3, 1, "down", "{\"type\":\"x\"}");
      writer.event(4, heard);
      writer.event(5, told);
      writer.event(6, reached);
      writer.event(7, ended);
    }
    List<Object> read = new ArrayList<>();
    RecordingReader reader =
        new RecordingReader(new BufferedReader(new StringReader(file + "{\"t\":8,\"ev")));
    RecordingReader.Listener listener =
        new RecordingReader.Listener() {
          @Override
          public void wire(long at, int connection, String what, String text) {
            read.add(at + what + connection + text);
          }

          @Override
          public void event(long at, TranscriptionEvent event) {
            read.add(event);
          }
        };
    boolean more = true;
    while (more) {
      more = reader.next(listener);
    }
    assertEquals(head, reader.head());
    assertEquals(List.of("3down1{\"type\":\"x\"}", heard, told, reached, ended), read);
  }
}
