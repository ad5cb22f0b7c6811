package io.bidiclient.run.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import io.bidiclient.transcript.write.Format;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class OutputsTest {
  @TempDir private Path folder;

  private static final Target TARGET = new Target("endpoint", "e");
  private static final Channel ONE = new Channel(1, "");
  private static final Channel TWO = new Channel(2, "");

  @Test
  void aTurnIsWrittenAsSoonAsNoOtherWordCanComeBeforeIt() throws IOException {
    StringWriter text = new StringWriter();
    Outputs outputs =
        new Outputs(
            List.of(
                Output.on(
                    "memory",
                    text,
                    new OutputChoice(Format.TEXT, Optional.empty()),
                    "talk.wav",
                    TARGET)));
    outputs.write(word("one", 0, ONE));
    outputs.write(word("two", 16_000, TWO));
    assertEquals("[1] one", text.toString());
    outputs.write(new WordsPassed(160_000));
    assertEquals("[1] one\n[2] two", text.toString());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void halfOfACharacterStopsNoFile(Format format) throws Exception {
    Path file = folder.resolve("talk." + format.extension());
    Outputs outputs =
        new Outputs(
            List.of(
                Output.in(
                    file, new OutputChoice(format, Optional.of(file)), "talk\ud83d.wav", TARGET)));
    TranscriptAssembler assembler = new TranscriptAssembler(outputs);
    assembler.take(0, new TranscriptionEvent.AudioSent(0, 32_000, -20));
    assembler.take(1, TimedText.of(" one\ud83d", 1_280));
    assembler.take(1, TimedText.of(" two", 2_560));
    assembler.take(
        2, new TranscriptionEvent.WentWrong(new Problem(ExitCode.SERVER, "it said \udc4d", "")));
    assembler.take(3, new RunEnded(RunStatus.PARTIAL, Delivery.NONE));
    assembler.end(new Summary(4, RunStatus.PARTIAL, Delivery.NONE, 2, Summary.Latency.NONE));
    assertEquals(List.of(), outputs.problems());
    String text = Files.readString(file);
    assertTrue(text.contains("\ufffd two"), text);
    assertEquals(format == Format.JSON || format == Format.JSONL, text.contains("\"words\":2"));
  }

  /** A device that takes nothing, with the answer of a full disk. */
  @ParameterizedTest
  @EnumSource(Format.class)
  void aFullDiskIsOneFaultWhateverIsWritten(Format format) {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    Problem problem =
        assertThrows(
                CommandException.class, () -> write(new OutputChoice(format, Optional.of(full))))
            .problem();
    assertEquals(ExitCode.PARTIAL, problem.code());
    assertTrue(problem.message().endsWith("/dev/full: No space left on device"), problem.message());
    assertEquals("free some space, or write elsewhere", problem.hint());
  }

  /** Some forms write as soon as they are opened, others with the first word. */
  private static void write(OutputChoice choice) throws CommandException {
    try (OutputPlan plan = OutputPlan.single(List.of(choice), new StringWriter())) {
      Outputs outputs = plan.open(InputItem.one("talk.wav"), TARGET);
      outputs.write(new PlacedDelta(0, " one", 0, 1_280, TimestampBasis.FRAMES));
      outputs.write(word("one", 0, Channel.WHOLE));
      outputs.write(new Summary(4, RunStatus.COMPLETE, Delivery.NONE, 1, Summary.Latency.NONE));
      for (Problem problem : outputs.problems()) {
        throw new CommandException(problem);
      }
    }
  }

  private static Word word(String text, long start, Channel channel) {
    return new Word(" ", text, start, start + 1_280, TimestampBasis.FRAMES, channel);
  }
}
