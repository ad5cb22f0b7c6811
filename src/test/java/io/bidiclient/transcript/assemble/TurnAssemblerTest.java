package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Turn;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TurnAssemblerTest {
  private static final int SECOND = 16_000;

  private final TurnAssembler turns = new TurnAssembler();
  private final List<Turn> made = new ArrayList<>();

  @Test
  void aSentenceEndsATurnOnceItHasLastedASecond() {
    say(0, 0.3, "Yes.");
    say(0.4, 0.8, "I");
    say(0.9, 1.2, "do.");
    say(1.3, 1.6, "And");
    say(1.7, 2.4, "you?");
    say(2.5, 2.8, "Well");
    assertEquals(List.of("Yes. I do.", "And you?"), texts());
    assertEquals(
        new Turn(7, "And you?", 20_800, 38_400, TimestampBasis.FRAMES, Channel.WHOLE), made.get(1));
  }

  @Test
  void aPauseEndsATurnAlsoWhereNoWordFollows() {
    say(0, 0.4, "one");
    say(1.89, 2, "two");
    say(3.5, 4, "three");
    assertEquals(List.of("one two"), texts());
    turns.passed(8, 87_999).ifPresent(made::add);
    assertEquals(1, made.size());
    turns.passed(8, 88_000).ifPresent(made::add);
    assertEquals(List.of("one two", "three"), texts());
    assertEquals(8, made.get(1).at());
    turns.finish(9).ifPresent(made::add);
    assertEquals(2, made.size());
  }

  @Test
  void talkWithoutAnEndIsCutAtThirtySeconds() {
    for (int i = 0; i < 90; i++) {
      say(i, i + 0.9, "la");
    }
    assertEquals(2, made.size());
    assertEquals(30, made.get(0).text().split(" ").length);
  }

  @Test
  void aTurnIsOneLine() {
    turns.add(0, new Word("\n", "a\tb", 0, 10, TimestampBasis.FRAMES));
    turns.add(0, new Word("\n\n", "c", 20, 30, TimestampBasis.FRAMES));
    assertEquals("a b c", turns.finish(0).orElseThrow().text());
  }

  @Property(tries = 200)
  void allWordsAreInTurnsThatFollowOneAnother(
      @ForAll @Size(max = 40) List<@IntRange(max = 50_000) Integer> steps) {
    TurnAssembler turns = new TurnAssembler();
    List<Turn> made = new ArrayList<>();
    List<String> words = new ArrayList<>();
    long at = 0;
    for (int step : steps) {
      at += step;
      String text = "w" + words.size() + (step % 5 == 0 ? "." : "");
      words.add(text);
      turns.add(0, new Word(" ", text, at, at + 3_000, TimestampBasis.FRAMES)).ifPresent(made::add);
      at += 3_000;
      turns.passed(0, at + step % 30_000).ifPresent(made::add);
    }
    turns.finish(0).ifPresent(made::add);
    assertEquals(
        String.join(" ", words), made.stream().map(Turn::text).collect(Collectors.joining(" ")));
    long end = 0;
    for (Turn turn : made) {
      assertEquals(true, turn.start() >= end && turn.end() > turn.start(), turn.toString());
      end = turn.end();
    }
  }

  private void say(double start, double end, String text) {
    turns
        .add(
            7,
            new Word(
                " ",
                text,
                Math.round(start * SECOND),
                Math.round(end * SECOND),
                TimestampBasis.FRAMES))
        .ifPresent(made::add);
  }

  private List<String> texts() {
    return made.stream().map(Turn::text).toList();
  }
}
