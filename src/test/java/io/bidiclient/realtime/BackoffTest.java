package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 500",
    "1, 1, 1000",
    "5, 1, 16000",
    "6, 1, 20000",
    "99, 1, 20000",
    "3, 0, 0",
    "3, 0.25, 1000"
  })
  void doublesItsBoundUpToACapAndTakesAnyWaitBelow(int attempt, double random, long millis) {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), () -> random);
    assertEquals(Duration.ofMillis(millis), backoff.before(attempt));
  }
}
