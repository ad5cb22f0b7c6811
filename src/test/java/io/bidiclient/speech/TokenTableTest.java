package io.bidiclient.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTableTest {
  @Test
  void joinsPiecesAndBytes() {
    assertEquals(" the café.", Words.TABLE.text(Words.tokens("_the _caf <0xC3> <0xA9> .")));
  }

  @Test
  void saysNothingForControlsAndUnknownTokens() {
    assertEquals("", Words.TABLE.text(List.of(0, TokenTable.START, TokenTable.END, 32_767)));
  }

  @Test
  void opensWordsWithASpaceOrPunctuation() {
    assertTrue(opens("_the"));
    assertTrue(opens("."));
    assertFalse(opens("ing"));
    assertFalse(opens("'"));
    assertFalse(opens("<0xC3>"));
    assertFalse(Words.TABLE.opens(32_767));
  }

  private static boolean opens(String piece) {
    return Words.TABLE.opens(Words.tokens(piece).get(0));
  }
}
