package io.bidiclient.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextWriterTest {
  private final StringWriter out = new StringWriter();
  private final TextWriter text = new TextWriter(out);

  @Test
  void writesDeltasToTheLetterWithoutTheOuterSpace() throws IOException {
    text.heard("");
    text.heard(" Hel");
    assertEquals("Hel", out.toString());
    text.heard("lo");
    text.heard(" ");
    assertEquals("Hello", out.toString());
    text.heard(" you. ");
    assertEquals("Hello  you.", out.toString());
    text.end();
    assertEquals("Hello  you.\n", out.toString());
  }

  @Test
  void endsAnEmptyTranscriptWithOneNewline() throws IOException {
    text.heard(" ");
    text.end();
    assertEquals("\n", out.toString());
  }

  @Test
  void writesNothingWhereNothingWasHeardBeforeTheBreak() throws IOException {
    text.heard("");
    text.breakOff();
    assertEquals("", out.toString());
  }

  @Test
  void endsTheLineOfATranscriptThatBrokeOff() throws IOException {
    text.heard(" half a");
    text.breakOff();
    assertEquals("half a\n", out.toString());
  }
}
