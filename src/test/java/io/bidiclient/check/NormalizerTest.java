package io.bidiclient.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Hello, WORLD!          | hello world",
        "don't — it’s           | dont its",
        "well-known e.g. 3.14   | well known e g 3 14",
        "ﬁne Ｆｕｌｌ ①            | fine full 1",
        "Äpfel cafe\u0301       | äpfel café",
        "你好，世界              | 你 好 世 界",
        "नमस्ते                   | नमस्ते",
        "twenty five            | twenty five",
      })
  void makesTextsComparable(String text, String words) {
    assertEquals(words, String.join(" ", new Normalizer(false).words(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "twenty-five cats                        | 25 cats",
        "two hundred and five                    | 205",
        "nineteen eighty four                    | 19 84",
        "one two three                           | 1 2 3",
        "three thousand two hundred and one dogs | 3201 dogs",
        "you and one                             | you and 1",
        "one and two                             | 1 and 2",
        "zero                                    | 0",
        "a hundred                               | a hundred",
        "five million and six                    | 5000006",
        "twenty and                              | 20 and",
      })
  void readsNumberWordsAsDigitsWhenAsked(String text, String words) {
    assertEquals(words, String.join(" ", new Normalizer(true).words(text)));
  }
}
