package io.bidiclient.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopGuardTest {
  @ParameterizedTest
  @CsvSource({"1, 6, 5", "2, 4, 6", "3, 4, 9", "12, 4, 36"})
  void leavesOneRoundOfALoop(int length, int rounds, int repeated) {
    assertEquals(repeated, LoopGuard.repeated(loop(length, rounds)));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 3", "12, 3", "13, 4"})
  void letsPeopleSayThingsAgain(int length, int rounds) {
    assertEquals(0, LoopGuard.repeated(loop(length, rounds)));
  }

  @Test
  void forgetsALoopThatEnded() {
    List<Integer> tokens = loop(1, 5);
    tokens.add(99);
    assertEquals(0, LoopGuard.repeated(tokens));
    assertEquals(0, LoopGuard.repeated(List.of()));
  }

  /** Two words, then {@code rounds} times the same {@code length} tokens. */
  private static List<Integer> loop(int length, int rounds) {
    List<Integer> tokens = new ArrayList<>(List.of(70, 71));
    List<Integer> round = IntStream.range(100, 100 + length).boxed().toList();
    Collections.nCopies(rounds, round).forEach(tokens::addAll);
    return tokens;
  }
}
