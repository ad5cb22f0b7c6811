package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import org.junit.jupiter.api.Test;

class TimestampPlacerTest {
  private final TimestampPlacer line = new TimestampPlacer();

  @Test
  void aDeltasTextLiesInTheFrameThatItWasHeardIn() {
    assertEquals(
        new PlacedDelta(7, " a", 11_520, 12_800, TimestampBasis.FRAMES),
        line.place(7, " a", 12_800));
  }

  @Test
  void whatWasPlacedBeforeTheClockChangedIsFramesAndWhatComesAfterItIsArrival() {
    assertEquals(TimestampBasis.FRAMES, line.place(7, " a", 12_800).clock());
    line.uncounted();
    assertEquals(
        new PlacedDelta(8, " b", 30_720, 32_000, TimestampBasis.ARRIVAL),
        line.place(8, " b", 32_000));
  }

  @Test
  void timesOfTextNeverGoBack() {
    line.place(1, " a", 40_960);
    assertEquals(40_960, line.place(2, " b", 38_400).end());
  }
}
