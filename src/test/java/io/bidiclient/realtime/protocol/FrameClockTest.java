package io.bidiclient.realtime.protocol;

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
    "160000, 118, 135"
  })
  void countsTheDeltasOfAnUtterance(long samples, long due, long total) {
    assertEquals(due, FrameClock.due(samples));
    assertEquals(total, FrameClock.total(samples));
  }

  @ParameterizedTest
  @CsvSource({"0, 5000, 0", "3, 5000, 3840", "4, 5000, 5000", "20, 5000, 5000"})
  void hearsNoFurtherThanWasSent(long deltas, long sent, long heard) {
    assertEquals(heard, FrameClock.heard(deltas, sent));
  }
}
