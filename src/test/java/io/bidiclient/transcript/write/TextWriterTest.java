package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextWriterTest {
  private final StringWriter out = new StringWriter();
  private final TextWriter text = new TextWriter(out);

  @Test
  void writesDeltasToTheLetterWithoutTheOuterSpace() throws IOException {
    hear("");
    hear(" Hel");
    assertEquals("Hel", out.toString());
    hear("lo");
    hear(" ");
    assertEquals("Hello", out.toString());
    hear(" you. ");
    assertEquals("Hello  you.", out.toString());
    text.write(Runs.summary(RunStatus.COMPLETE));
    assertEquals("Hello  you.\n", out.toString());
  }

  @Test
  void endsAnEmptyTranscriptWithOneNewline() throws IOException {
    hear(" ");
    text.write(Runs.summary(RunStatus.COMPLETE));
    assertEquals("\n", out.toString());
  }

  @Test
  void writesNothingWhereNothingWasHeardBeforeTheBreak() throws IOException {
    hear("");
    text.write(Runs.summary(RunStatus.PARTIAL));
    assertEquals("", out.toString());
  }

  @Test
  void endsTheLineOfATranscriptThatBrokeOff() throws IOException {
    hear(" half a");
    text.write(Runs.summary(RunStatus.PARTIAL));
    assertEquals("half a\n", out.toString());
  }

  @Test
  void keepsAllButControlCharacters() throws IOException {
    hear(" \u001b[2Ja\tb\n::error::\u009b1mc\r");
    hear("\u001c");
    hear(" d\u2028👍");
    text.write(Runs.summary(RunStatus.COMPLETE));
    assertEquals("\ufffd[2Ja\tb\n::error::\ufffd1mc \ufffd d\u2028👍\n", out.toString());
  }

  private void hear(String delta) throws IOException {
    text.write(new PlacedDelta(0, delta, 0, 1_280, TimestampBasis.FRAMES));
  }
}
