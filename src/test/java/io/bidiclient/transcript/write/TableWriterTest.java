package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static final Channel CALLER = new Channel(2, "caller");

  @Test
  void aFieldIsReadBackWhateverIsInIt() throws IOException {
    StringWriter out = new StringWriter();
    TranscriptWriter writer = new TableWriter(out, TableWriter.Kind.CSV);
    writer.write(turn("He said \"one, two\".", Channel.WHOLE));
    writer.write(turn("plain\u001b[1m", CALLER));
    writer.write(turn("three", new Channel(1, "")));
    assertEquals(
        """
        start,end,channel,text
        1.000,2.500,,"He said ""one, two""."
        1.000,2.500,caller,plain\ufffd[1m
        1.000,2.500,1,three
        """,
        out.toString());
  }

  @Test
  void noSpreadsheetCalculatesIt() throws IOException {
    StringWriter out = new StringWriter();
    TranscriptWriter writer = new TableWriter(out, TableWriter.Kind.TSV);
    writer.write(turn("=HYPERLINK(\"http://x\")", CALLER));
    writer.write(turn("-5 degrees", new Channel(1, "@a\tb")));
    assertEquals(
        """
        start\tend\tchannel\ttext
        1.000\t2.500\tcaller\t'=HYPERLINK("http://x")
        1.000\t2.500\t'@a b\t'-5 degrees
        """,
        out.toString());
  }

  @Test
  void noWordIsMarkdown() throws IOException {
    StringWriter out = new StringWriter();
    TranscriptWriter writer = new MarkdownWriter(out, "my_talk.wav");
    writer.write(turn("*a* [b](c) <d> `e` \\ f & ~g~ #1 $h$", Channel.WHOLE));
    writer.write(turn("1. one", CALLER));
    assertEquals(
        """
        # my\\_talk.wav

        **00:00:01** \\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\\\ f \\& \\~g\\~ \\#1 \\$h\\$

        **00:00:01 · caller** 1. one
        """,
        out.toString());
  }

  private static Turn turn(String text, Channel channel) {
    return new Turn(0, text, 16_000, 40_000, TimestampBasis.FRAMES, channel);
  }
}
