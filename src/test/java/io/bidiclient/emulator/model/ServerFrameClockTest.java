package io.bidiclient.emulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFrameClockTest {
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
    assertEquals(running, ServerFrameClock.running(samples));
    assertEquals(total, ServerFrameClock.total(samples));
  }

  @ParameterizedTest
  @CsvSource({"1, 9000", "2, 10280", "118, 158760"})
  void aDeltaIsReleasedByItsLastSampleAndNotBefore(long delta, long samples) {
    assertEquals(samples, ServerFrameClock.samplesBefore(delta));
    assertEquals(delta, ServerFrameClock.running(samples));
    assertEquals(delta - 1, ServerFrameClock.running(samples - 1));
  }
}
