package io.bidiclient.realtime;

import static io.bidiclient.realtime.ChunkLevels.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceDetectorTest {
  @Test
  void findsTheQuietBetweenTheLoud() {
    assertEquals(
        List.of(new SilenceDetector(at(2), at(5), 3), new SilenceDetector(at(7), at(8), 1)),
        SilenceDetector.in(ChunkLevels.of("##...##.#")));
  }

  @Test
  void findsNoneWhereAllIsEquallyLoud() {
    assertEquals(List.of(), SilenceDetector.in(ChunkLevels.of("##########")));
    assertEquals(List.of(), SilenceDetector.in(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    // Long enough, as pauses go here.
    "###...., 7, true",
    // The quiet has not lasted yet, or is over.
    "###..,   5, false",
    "###...#, 7, false",
    // Pauses of eight chunks were seen: three are a gap between letters.
    "##........##..., 15, false",
    "##........##...., 16, true"
  })
  void cutsWhereAPauseIsLongForTheseSurroundings(String drawing, int chunk, boolean cut) {
    assertEquals(cut, SilenceDetector.isCutAt(at(chunk), ChunkLevels.tape(drawing)));
  }
}
