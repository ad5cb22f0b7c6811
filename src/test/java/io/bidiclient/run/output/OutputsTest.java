package io.bidiclient.run.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import io.bidiclient.transcript.write.Format;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

public class OutputsTest {
  private static final Target TARGET = new Target("endpoint", "e");
  private static final Channel ONE = new Channel(1, "");
  private static final Channel TWO = new Channel(2, "");

  @Test
  void aTurnIsWrittenAsSoonAsNoOtherWordCanComeBeforeIt() throws IOException {
    StringWriter text = new StringWriter();
    Outputs outputs =
        new Outputs(List.of(Output.on("memory", text, Format.TEXT, "talk.wav", TARGET)));
    outputs.write(word("one", 0, ONE));
    outputs.write(word("two", 16_000, TWO));
    assertEquals("[1] one", text.toString());
    outputs.write(new WordsPassed(160_000));
    assertEquals("[1] one\n[2] two", text.toString());
  }

  private static Word word(String text, long start, Channel channel) {
    return new Word(" ", text, start, start + 1_280, TimestampBasis.FRAMES, channel);
  }
}
