package io.bidiclient.emulator.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In what rhythm deltas are sent. */
class DeltaCutterTest {
  /**
   * 25 frames, two seconds: two words in the first second, one in the next, then 0.88 s of none.
   */
  private static final List<String> FRAMES = frames();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "FRAME; 25; 25",
        "HALF_FRAME; 50; 50",
        "TWO_FRAMES; 12; 12",
        "TOKEN; 4; 4",
        "SEGMENT; 1; 3",
        "SECONDS; 2; 3"
      })
  void deltasAndTokensAreCounted(Cadence cadence, int deltas, long tokens) {
    DeltaCutter cutter = new DeltaCutter(cadence);
    List<String> sent = all(cutter);
    assertEquals(deltas, sent.size(), sent::toString);
    assertEquals(tokens, cutter.tokens());
    assertEquals(" ONE TWO THREE FOUR", String.join("", sent));
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN, ' ONE| TWO| THREE| FOUR'",
    "SEGMENT, ' ONE TWO THREE FOUR'",
    "SECONDS, ' ONE TWO THREE| FOUR'"
  })
  void theTextIsCutWhereTheCadenceSays(Cadence cadence, String expected) {
    assertEquals(expected, String.join("|", all(new DeltaCutter(cadence))));
  }

  private static List<String> all(DeltaCutter cutter) {
    List<String> sent = new ArrayList<>();
    FRAMES.forEach(text -> sent.addAll(cutter.frame(text)));
    sent.addAll(cutter.end());
    return sent;
  }

  private static List<String> frames() {
    List<String> frames = new ArrayList<>(Collections.nCopies(25, ""));
    frames.set(2, " ONE");
    frames.set(6, " TWO THREE");
    frames.set(13, " FOUR");
    return frames;
  }
}
