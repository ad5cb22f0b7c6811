package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.SchemaCheck;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.write.Format;
import io.bidiclient.transcript.write.GoldenFile;
import io.bidiclient.transcript.write.Runs;
import io.bidiclient.transcript.write.SplitRuns;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelMergerTest {
  private static final Target ENDPOINT = new Target("endpoint", "e");

  /** Two people: one asks, the other answers and is spoken to meanwhile. */
  private static final List<Map<Integer, String>> SAID =
      List.of(
          Map.of(5, " Good", 8, " day.", 40, " Is", 43, " that", 46, " so?", 90, " <Bye>"),
          Map.of(10, " Hello,", 25, " I", 28, " need", 42, " yes", 44, "!", 88, " Bye."));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TSV")
  void writesWhatTheGoldenFileHolds(Format format) throws IOException {
    StringWriter out = new StringWriter();
    SplitRuns.sideBySide(format.writer(out, "talk.wav", ENDPOINT), 125, SAID);
    assertEquals(GoldenFile.read("split." + format.extension()), out.toString());
    if (format == Format.JSONL) {
      assertTrue(SchemaCheck.lines(out.toString()) > 10);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "SRT", "VTT", "CSV"})
  void theOrderInWhichChannelsAreHeardChangesNothing(Format format) throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      List<Map<Integer, String>> said = babble(new Random(seed), 3, 300);
      StringWriter wanted = new StringWriter();
      SplitRuns.sideBySide(format.writer(wanted, "talk.wav", ENDPOINT), 300, said);
      StringWriter out = new StringWriter();
      SplitRuns.shuffled(format.writer(out, "talk.wav", ENDPOINT), 300, said, seed);
      assertEquals(wanted.toString(), out.toString(), "seed " + seed);
    }
  }

  @Test
  void wordsComeInTheOrderOfTheirStartsAndNoneIsLost() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      List<Map<Integer, String>> said = babble(new Random(seed), 4, 300);
      List<Word> words = new ArrayList<>();
      SplitRuns.shuffled(collecting(words), 300, said, seed);
      assertEquals(said.stream().mapToInt(Map::size).sum(), words.size(), "seed " + seed);
      for (int i = 1; i < words.size(); i++) {
        assertTrue(words.get(i - 1).start() <= words.get(i).start(), "seed " + seed + " at " + i);
      }
    }
  }

  @Test
  void aWordWaitsUntilTheOthersHaveBeenHeardBeyondIt() throws IOException {
    List<Word> words = new ArrayList<>();
    ChannelMerger merge =
        new ChannelMerger(collecting(words), List.of(new Channel(1, ""), new Channel(2, "")));
    TranscriptAssembler first = merge.assembler(0);
    TranscriptAssembler second = merge.assembler(1);
    first.take(0, TimedText.of(" a", 12_800));
    first.take(0, TimedText.of(" b", 14_080));
    first.take(0, TimedText.of("", 64_000));
    second.take(0, TimedText.of("", 12_800));
    assertEquals(List.of(), words);
    second.take(0, TimedText.of("", 14_080));
    assertEquals(1, words.size());
    second.end(Runs.summary(RunStatus.FAILED));
    assertEquals(List.of("a", "b"), words.stream().map(Word::text).toList());
  }

  @Test
  void aServerThatSaysNothingToSilenceHoldsNobodyUp() throws IOException {
    List<Word> words = new ArrayList<>();
    ChannelMerger merge =
        new ChannelMerger(collecting(words), List.of(new Channel(1, ""), new Channel(2, "")));
    TranscriptAssembler first = merge.assembler(0);
    TranscriptAssembler second = merge.assembler(1);
    TranscriptionEvent begun =
        new SessionProgress(1, SessionProgress.Stage.STREAMING, "s", 0, 0, 0, false);
    first.take(0, begun);
    second.take(0, begun);
    first.take(0, new TranscriptionEvent.AudioSent(0, 16_000, -20));
    first.take(0, TimedText.of(" a", 16_000));
    first.take(0, new TranscriptionEvent.AudioSent(16_000, 48_000, -20));
    assertEquals(0, words.size());
    second.take(0, new TranscriptionEvent.AudioSent(0, 48_000, -60));
    assertEquals(List.of("a"), words.stream().map(Word::text).toList());
    assertEquals(TimestampBasis.ARRIVAL, words.get(0).clock());
  }

  private static TranscriptWriter collecting(List<Word> words) {
    return event -> {
      if (event instanceof Word word) {
        words.add(word);
      }
    };
  }

  private static List<Map<Integer, String>> babble(Random random, int channels, int frames) {
    List<Map<Integer, String>> said = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      Map<Integer, String> words = new HashMap<>();
      for (int at = 1; at < frames; at += 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 8)) {
        words.put(at, " " + (char) ('a' + channel) + at + (random.nextInt(5) == 0 ? "." : ""));
      }
      said.add(words);
    }
    return said;
  }
}
