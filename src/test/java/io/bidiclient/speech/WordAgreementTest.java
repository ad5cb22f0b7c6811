package io.bidiclient.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordAgreementTest {
  private final WordAgreement agreement = new WordAgreement(Words.TABLE);

  @Test
  void saysWhatTwoRunsAgreeOn() {
    assertEquals("", agree("_the _stream"));
    assertEquals(" the stream", agree("_the _stream _is _open"));
    assertEquals(" is", agree("_the _stream _is _a _word"));
    assertEquals(Words.tokens("_the _stream _is"), agreement.certain());
  }

  @Test
  void saysTheRestAtTheEndAndStartsAnew() {
    assertEquals("", agree("_the _stream"));
    assertEquals(" the stream", agree("_the _stream _is"));
    assertEquals(" is open.", agreement.finish(Words.tokens("_the _stream _is _open .")));
    assertEquals(List.of(), agreement.certain());
    assertEquals("", agree("_the _stream"));
  }

  @Test
  void cutsNoWordInTwo() {
    assertEquals("", agree("_the _word ing _is"));
    assertEquals(" the", agree("_the _word land _is"));
  }

  @Test
  void leavesTheLastWordAndWhatStandsBehindIt() {
    assertEquals("", agree("_the _stream _is ."));
    assertEquals(" the stream", agree("_the _stream _is ."));
    assertEquals(" is", agree("_the _stream _is _open"));
  }

  @Test
  void saysPunctuationThatIsFollowedByAWord() {
    assertEquals("", agree("_the _stream , _is _open"));
    assertEquals(" the stream, is", agree("_the _stream , _is _open"));
  }

  @Test
  void takesARunOfNothing() {
    assertEquals("", agree(""));
    assertEquals("", agree("_the"));
    assertEquals("", agree(""));
    assertEquals("", agreement.finish(List.of()));
  }

  private String agree(String run) {
    return agreement.agree(Words.tokens(run));
  }
}
