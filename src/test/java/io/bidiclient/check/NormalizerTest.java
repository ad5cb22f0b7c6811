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
        "co\u00adoperate \ufeffa\u200bb | cooperate ab",
        "می\u200cخواهم \u200erun\u202c  | میخواهم run",
        "\u2764\ufe0f love          | love",
        "1,000 50%              | 1 000 50",
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
        "1,000,000                               | 1000000",
        "one million                             | 1000000",
        "1.5 million                             | 1500000",
        "one point five million and two          | 1500002",
        "12\u202f345 or 1,23 or 1,000.50           | 12345 or 1 23 or 1000.50",
        "50% of fifty per cent, 50 percent       | 50 percent of 50 percent 50 percent",
        "3.14, three point one four              | 3.14 3.14",
        "zero point zero five. Next              | 0.05 next",
        "1.2.3 at 10.0.0.1                       | 1 2 3 at 10 0 0 1",
        "a point, five points                    | a point 5 points",
        "first 1st twenty-first 21st             | 1st 1st 21st 21st",
        "the two hundred and twelfth             | the 212th",
        "ninetieth eleventh 13th thirteenth      | 90th 11th 13th 13th",
        "$5, five dollars, one dollar            | 5 dollars 5 dollars 1 dollars",
        "£2.5 million                            | 2500000 pounds",
        "5 hundred 20 five                       | 500 20 5",
        "hundred thousand                        | hundred thousand",
        "three hundred thousand and one          | 300001",
        "nine hundred ninety nine trillion       | 999000000000000",
      })
  void readsNumberWordsAsDigitsWhenAsked(String text, String words) {
    assertEquals(words, String.join(" ", new Normalizer(true).words(text)));
  }
}
