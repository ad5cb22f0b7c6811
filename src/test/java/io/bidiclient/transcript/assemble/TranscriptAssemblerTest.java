package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.SessionProgress.Stage;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.write.JsonLinesWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptAssemblerTest {
  private final StringWriter out = new StringWriter();
  private final TranscriptAssembler narrator =
      new TranscriptAssembler(new JsonLinesWriter(out, "a", new Target("endpoint", "e")));

  @Test
  void theTimeLineGoesOnOverSessions() throws IOException {
    session(1, 0, 16_000, " one");
    session(2, 16_000, 32_000, " two");
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).contains("\"attempt\":1,\"audio_start\":0}"), lines.get(0));
    assertTrue(lines.get(1).contains("\" one\",\"start\":0.72,\"end\":0.8,"), lines.get(1));
    assertTrue(lines.get(2).contains("\"start\":0,\"end\":1,\"clock\":\"frames\""), lines.get(2));
    assertTrue(lines.get(3).contains("\"attempt\":2,\"audio_start\":1}"), lines.get(3));
    assertTrue(lines.get(4).contains("\" two\",\"start\":1.72,\"end\":1.8,"), lines.get(4));
    assertTrue(lines.get(5).contains("\"start\":1,\"end\":3,\"clock\":\"frames\""), lines.get(5));
    assertEquals(TimestampBasis.FRAMES, narrator.clock());
  }

  @Test
  void onlyTheRunsOwnWarningMakesTimesThoseOfArrival() throws IOException {
    take(reached(1, Stage.STREAMING, 0, 0, 0));
    take(new TranscriptionEvent.AudioSent(0, 160_000, -20));
    take(TimedText.of(" one", 1_280));
    take(reached(1, Stage.DONE, 0, 160_000, 1));
    take(new TranscriptionEvent.Warned(new Warning(Warning.CLOCK, "no frames")));
    take(new TranscriptionEvent.UtteranceDone(" one", Optional.of(new Usage(39, 1))));
    take(reached(2, Stage.STREAMING, 160_000, 0, 0));
    take(new TranscriptionEvent.AudioSent(160_000, 176_000, -20));
    take(TimedText.of(" two", 176_000));
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(1).contains("\"clock\":\"frames\""), lines.get(1));
    assertTrue(lines.get(3).contains("\"clock\":\"arrival\""), lines.get(3));
    assertTrue(lines.get(5).contains("\"end\":11,\"clock\":\"arrival\""), lines.get(5));
  }

  @Test
  void aCharacterCutInTwoIsJoinedAndHalfOfOneReplaced() throws IOException {
    take(reached(1, Stage.STREAMING, 0, 0, 0));
    take(new TranscriptionEvent.AudioSent(0, 160_000, -20));
    take(TimedText.of(" a\ud83d", 1_280));
    take(TimedText.of("", 2_560));
    take(TimedText.of("\udc4d b\ud83d", 3_840));
    take(TimedText.of(" c\udc4d d\ud83d", 5_120));
    take(new TranscriptionEvent.UtteranceDone(" a👍 b\ud83d c\udc4d d\ud83d", Optional.empty()));
    List<String> lines = out.toString().lines().skip(1).toList();
    assertTrue(lines.get(0).contains("\"text\":\" a\","), lines.get(0));
    assertTrue(lines.get(1).contains("\"text\":\"👍 b\",\"start\":0.16,"), lines.get(1));
    assertTrue(lines.get(2).contains("\"text\":\"\ufffd c\ufffd d\","), lines.get(2));
    assertTrue(lines.get(3).contains("\"text\":\"\ufffd\",\"start\":0.24,"), lines.get(3));
    assertTrue(lines.get(4).contains("\"text\":\" a👍 b\ufffd c\ufffd d\ufffd\","), lines.get(4));
    assertEquals(5, lines.size());
  }

  private void session(int number, long start, long samples, String text) throws IOException {
    long deltas = (samples + 12_760) / 1_280 + 1;
    take(reached(number, Stage.STREAMING, start, 0, 0));
    take(new TranscriptionEvent.AudioSent(start, start + samples, -20));
    take(TimedText.of(text, start + 12_800));
    take(reached(number, Stage.FINISHING, start, samples, 1));
    take(reached(number, Stage.DONE, start, samples, deltas));
    take(new TranscriptionEvent.UtteranceDone(text, Optional.of(new Usage(39, deltas))));
  }

  private void take(TranscriptionEvent event) throws IOException {
    narrator.take(1, event);
  }

  private static TranscriptionEvent reached(
      int number, Stage stage, long start, long sent, long deltas) {
    return new SessionProgress(number, stage, "s", start, sent, deltas, true);
  }
}
