package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseChainTest {
  @ParameterizedTest
  @CsvSource({
    "java.io.IOException: Empty input, Empty input",
    "Could not parse certificate: java.io.IOException: Empty input,"
        + " Could not parse certificate: Empty input",
    "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: no path,"
        + " PKIX path building failed: no path",
    "java.lang.NullPointerException, no reason was given",
    "' ', no reason was given",
    "Connection refused: /127.0.0.1:1, Connection refused: /127.0.0.1:1"
  })
  void wordsHoldNoNamesOfJavasClasses(String message, String words) {
    assertEquals(words, CauseChain.words(new IOException(message)));
  }

  @Test
  void aFailureWithoutWordsHasNone() {
    assertEquals("no reason was given", CauseChain.words(new IOException()));
  }

  @Test
  void aChainThatGoesInACircleEnds() {
    IOException one = new IOException("one");
    IllegalStateException two = new IllegalStateException("two", one);
    one.initCause(two);
    assertEquals(Optional.of(two), CauseChain.find(one, IllegalStateException.class));
    assertEquals(Optional.empty(), CauseChain.find(one, ArithmeticException.class));
  }
}
