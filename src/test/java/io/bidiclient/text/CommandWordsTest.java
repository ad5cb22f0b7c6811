package io.bidiclient.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {
  @Test
  void splitsAtSpacesAndKeepsQuotedOnesTogether() {
    assertEquals(
        List.of("/opt/a b/run", "--model", "C:\\x", "it's", "", "a\"b\\", "$HOME;|*"),
        CommandWords.of(" '/opt/a b/run'  --model C:\\x\t\"it's\" '' \"a\\\"b\\\\\" $HOME;|* "));
  }

  @Test
  void quotesMayBeginInsideAWord() {
    assertEquals(List.of("--path=/a b/c"), CommandWords.of("--path='/a b'/c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "''", "run 'open", "run \"open\\\""})
  void refusesNoCommandAndOpenQuotes(String command) {
    assertThrows(IllegalArgumentException.class, () -> CommandWords.of(command));
  }
}
