package io.bidiclient.realtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoneTextTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // streamed, done, rest
        " one two,one two,''",
        "one ,one two,two",
        " one,one two, two",
        " one, one two , two",
        "'',one,one",
        " one  two,One two.,''",
        "one two,'One, two.',''",
        "onetwo,one two,''",
        "one two,'One, two. Three!', Three!",
        "one two ,'One, two. Three!',Three!",
        "你好,你好。世界,。世界",
        "你 好,你好。世界,世界",
        "😀 😁,😀😁,''",
        "Straße,STRAßE auf, auf",
      })
  void differsInSpacesCaseAndPunctuationOnly(String streamed, String done, String rest) {
    assertEquals(Optional.of(rest), DoneText.rest(streamed, done));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "one too", "on", "one three two", ""})
  void otherWordsContradict(String done) {
    assertEquals(Optional.empty(), DoneText.rest("one two three", done));
  }
}
