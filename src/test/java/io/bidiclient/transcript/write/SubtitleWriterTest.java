package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SubtitleWriterTest {
  @Test
  void aCueIsWrittenOnceASilenceIsLongerThanAWordIsHeld() throws IOException {
    StringWriter out = new StringWriter();
    SubtitleWriter writer = new SubtitleWriter(out, SubtitleWriter.Form.SRT);
    writer.write(new PlacedDelta(0, " done", 5_120, 6_400, TimestampBasis.FRAMES));
    writer.write(new Word(" ", "done", 5_120, 6_400, TimestampBasis.FRAMES));
    writer.write(new PlacedDelta(0, "", 37_120, 38_400, TimestampBasis.FRAMES));
    assertEquals("", out.toString());
    writer.write(new PlacedDelta(0, "", 38_400, 39_680, TimestampBasis.FRAMES));
    assertEquals("1\n00:00:00,320 --> 00:00:01,320\ndone\n\n", out.toString());
  }
}
