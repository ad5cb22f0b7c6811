package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
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

  @Test
  void whatIsSaidIsNeverReadAsMarkUpOrAsATime() throws IOException {
    List<String> said =
        List.of(
            "00:00:01,000",
            "-->",
            "<i>a</i>",
            "<font",
            "color=red>",
            "{\\an8}",
            "\u001b[1m",
            "a<b");
    assertEquals(
        "00:00:01,000 -> ‹i›a‹/i› ‹font\ncolor=red› {/an8} \ufffd[1m a<b",
        cue(SubtitleWriter.Form.SRT, said));
    assertEquals(
        "00:00:01,000 --&gt; &lt;i&gt;a&lt;/i&gt; &lt;font\ncolor=red&gt; {\\an8} \ufffd[1m a&lt;b",
        cue(SubtitleWriter.Form.VTT, said));
    assertEquals(
        "a line as long as fits ‹font\ncolor=red-and-more-letters-than-fit›",
        cue(
            SubtitleWriter.Form.SRT,
            List.of("a line as long as fits", "<font", "color=red-and-more-letters-than-fit>")));
  }

  /** The lines of a cue of the words. */
  private static String cue(SubtitleWriter.Form form, List<String> said) throws IOException {
    StringWriter out = new StringWriter();
    SubtitleWriter writer = new SubtitleWriter(out, form);
    for (String text : said) {
      writer.write(new Word(" ", text, 0, 1_280, TimestampBasis.FRAMES));
    }
    writer.write(Runs.summary(RunStatus.COMPLETE));
    String cue = out.toString().strip();
    return cue.substring(cue.indexOf('\n', cue.indexOf(" --> ")) + 1);
  }
}
