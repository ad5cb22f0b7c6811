package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                             | 0
          7                             | 7
          '  7 '                       | 7
          3600                          | 30
          999999999                     | 30
          9999999999                    | 0
          Sat, 28 Nov 2026 12:00:09 GMT | 9
          Sat, 28 Nov 2026 13:00:00 GMT | 30
          Sat, 28 Nov 2026 11:59:59 GMT | 0
          -3                            | 0
          1.5                           | 0
          soon                          | 0
                                        | 0
          """)
  void isKeptToWithinBounds(String value, long seconds) {
    Instant now = Instant.parse("2026-11-28T12:00:00Z");
    assertEquals(Duration.ofSeconds(seconds), RetryAfter.of(Optional.ofNullable(value), now));
  }
}
