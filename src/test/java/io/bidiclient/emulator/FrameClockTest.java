package io.bidiclient.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameClockTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 0, 10",
    "8999, 0, 17",
    "9000, 1, 18",
    "10279, 1, 18",
    "10280, 2, 19",
    "16000, 6, 23",
    "160000, 118, 135",
    "57600000, 44993, 45010",
    "4294967296, 3355437, 3355454"
  })
  void countsDeltasForSamples(long samples, long running, long total) {
    assertEquals(running, FrameClock.running(samples));
    assertEquals(total, FrameClock.total(samples));
  }

  @ParameterizedTest
  @CsvSource({"1, 9000", "2, 10280", "118, 158760"})
  void aDeltaIsReleasedByItsLastSampleAndNotBefore(long delta, long samples) {
    assertEquals(samples, FrameClock.samplesBefore(delta));
    assertEquals(delta, FrameClock.running(samples));
    assertEquals(delta - 1, FrameClock.running(samples - 1));
  }
}
