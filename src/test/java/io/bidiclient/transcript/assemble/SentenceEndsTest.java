package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceEndsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "two., Three, true",
        "two?, three, true",
        "you.”, He, true",
        "世界。, 你, true",
        "well…, So, true",
        "Dr., Smith, false",
        "Mr., Smith, false",
        "J., Doe, false",
        "(J., Doe, false",
        "U.S., Army, false",
        "e.g., This, false",
        "approx., three, false",
        "3.14, Then, false",
        "3., Then, true",
        "Jan., 5, false",
        "No., 7, false",
        "Mrs., Brown, false",
        "Prof., Miller, false",
        "K., Rowling, false",
        "end., “Yes, true",
        "end., ¿Qué, true",
        "end., école, false",
        "конец., Он, true",
        "two, Three, false",
        "„, Ja, false",
      })
  void aStopIsNotAlwaysTheEnd(String word, String next, boolean ends) {
    assertEquals(ends, SentenceEnds.between(word, next));
  }
}
