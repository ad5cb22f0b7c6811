package io.bidiclient.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SubtitleWriterTest {
  @Test
  void aCueIsWrittenOnceASilenceIsLongerThanAWordIsHeld() throws IOException {
    StringWriter out = new StringWriter();
    SubtitleWriter writer = new SubtitleWriter(out, SubtitleWriter.Form.SRT);
    writer.heard(new Piece(0, " done", 5_120, 6_400, Clock.FRAMES));
    writer.word(new Word(" ", "done", 5_120, 6_400, Clock.FRAMES));
    writer.heard(new Piece(0, "", 37_120, 38_400, Clock.FRAMES));
    assertEquals("", out.toString());
    writer.heard(new Piece(0, "", 38_400, 39_680, Clock.FRAMES));
    assertEquals("1\n00:00:00,320 --> 00:00:01,320\ndone\n\n", out.toString());
  }
}
