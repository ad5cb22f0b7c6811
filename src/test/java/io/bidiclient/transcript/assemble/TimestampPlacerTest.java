package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimestampPlacerTest {
  private final TimestampPlacer line = new TimestampPlacer();

  @Test
  void aDeltasTextLiesInTheFrameThatItWasHeardIn() {
    line.sent(32_000);
    assertEquals(
        new PlacedDelta(7, " a", 11_520, 12_800, TimestampBasis.FRAMES),
        line.place(7, " a", 12_800));
  }

  @Test
  void moreDeltasThanThereAreFramesMakeTheTimeThatOfArrival() {
    line.sent(32_000);
    assertEquals(
        new PlacedDelta(7, " a", 30_720, 32_000, TimestampBasis.ARRIVAL),
        line.place(7, " a", 32_000));
    line.sent(48_000);
    assertEquals(48_000, line.place(8, " b", 33_280).end());
  }

  @Test
  void theTailAfterTheFinalCommitMayReachTheEnd() {
    line.sent(32_000);
    line.finishing();
    assertEquals(TimestampBasis.FRAMES, line.place(7, " a", 32_000).clock());
  }

  @Test
  void framesHoldWhileTheServersCountIsOurs() {
    line.check(32_000, 35, usage(35));
    assertEquals(TimestampBasis.FRAMES, line.clock());
    line.check(32_000, 35, usage(34));
    assertEquals(TimestampBasis.ARRIVAL, line.clock());
  }

  @Test
  void aServerThatSaysADeltaAWordHasNoFrameClock() {
    line.check(320_000, 12, usage(12));
    assertEquals(TimestampBasis.ARRIVAL, line.clock());
  }

  @Test
  void withoutTheServersCountOursMustBeWhatTheAudioMakes() {
    line.check(32_000, 35, Optional.empty());
    assertEquals(TimestampBasis.FRAMES, line.clock());
    line.check(32_000, 36, Optional.empty());
    assertEquals(TimestampBasis.ARRIVAL, line.clock());
  }

  @Test
  void timesOfTextNeverGoBack() {
    line.sent(64_000);
    line.place(1, " a", 40_960);
    assertEquals(40_960, line.place(2, " b", 38_400).end());
  }

  private static Optional<Usage> usage(long completion) {
    return Optional.of(new Usage(39, completion));
  }

  @Test
  void aDialectThatCountsNoFramesIsTimedByArrival() {
    TimestampPlacer line = new TimestampPlacer();
    line.streaming(false);
    line.sent(32_000);
    line.finishing();
    PlacedDelta piece = line.place(0, " late", 32_000);
    assertEquals(TimestampBasis.ARRIVAL, piece.clock());
    assertEquals(32_000, piece.end());
  }
}
