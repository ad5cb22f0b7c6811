package io.bidiclient.cli.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, 250, 250ms",
    "30s, 30000, 30s",
    "1.5s, 1500, 1500ms",
    "25m, 1500000, 25m",
    "1h, 3600000, 1h",
    "10, 10000, 10s",
    "0, 0, 0s"
  })
  void readsAndWritesDurations(String text, long millis, String written) {
    assertEquals(millis, Durations.parse(text).toMillis());
    assertEquals(written, Durations.format(Durations.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1s", "soon", "1d", "1 s", "99999999999h"})
  void refusesWhatIsNoDuration(String text) {
    assertThrows(TypeConversionException.class, () -> Durations.parse(text));
  }
}
