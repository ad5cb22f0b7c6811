package io.bidiclient.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;

public class PrintableTextTest {
  @Test
  void aLineShowsControlCharactersAsEscapes() {
    assertEquals("a\\u001b]0;title\\u0007b", PrintableText.line("a\u001b]0;title\u0007b"));
    assertEquals("clear \\u009b2J\\u007f", PrintableText.line("clear \u009b2J\u007f"));
    assertEquals("one\\r\\nbidi-client: two", PrintableText.line("one\r\nbidi-client: two"));
    assertEquals("a\\u2028b\\u202ec\\u2066", PrintableText.line("a\u2028b\u202ec\u2066"));
    assertEquals("tab\tstays", PrintableText.line("tab\tstays"));
  }

  @Test
  void aLineIsNoCommandToWhoReadsTheLogOfABuild() {
    assertEquals("\\u003a:error::forged", PrintableText.line("::error::forged"));
    assertEquals("  \\u003a:set-output a::b", PrintableText.line("  ::set-output a::b"));
    assertEquals("a #\\u0023[error]b", PrintableText.line("a ##[error]b"));
    assertEquals("#\\u0023vso[task.complete]", PrintableText.line("##vso[task.complete]"));
    assertEquals("#" + "#\\u0023[error]", PrintableText.line("###[error]"));
    assertEquals("a.wav [####----] 0:10", PrintableText.line("a.wav [####----] 0:10"));
    assertEquals("std::string", PrintableText.line("std::string"));
    assertEquals("a\n\\u003a:b\r\n\\u003a:c\n", PrintableText.lines("a\n::b\r\n::c\n"));
    assertEquals("a\\rb\n", PrintableText.lines("a\rb\n"));
  }

  @Test
  void aTranscriptKeepsAllButControlCharacters() {
    assertEquals(
        "a\ufffd[31mb\ufffd\n\tc\ufffd", PrintableText.transcript("a\u001b[31mb\u0000\n\tc\u0085"));
    String text = "Ἕν 你好 \u202ex\u202c ::error:: 👍\u00a0\u2028";
    assertSame(text, PrintableText.transcript(text));
  }

  @Test
  void aTranscriptsCarriageReturnsAreEndsOfLinesOrSpaces() {
    assertEquals("a\nb\n\nc", PrintableText.transcript("a\r\nb\r\n\r\nc"));
    assertEquals("a b \ufffd", PrintableText.transcript("a\rb\r\u001b"));
  }

  @Test
  void halfOfAPairIsTheReplacementCharacter() {
    assertEquals("a\ufffdb", PrintableText.line("a\ud83db"));
    assertEquals("\ufffd👍\ufffd", PrintableText.transcript("\udc4d👍\ud83d"));
    assertEquals("\u001b\ufffd", PrintableText.wellFormed("\u001b\ud83d"));
  }

  @Test
  void whateverComesOneLineStaysOnePrintableLine() {
    Random random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append((char) (random.nextBoolean() ? random.nextInt(0xa8) : random.nextInt(0x10000)));
        text.append(random.nextInt(9) == 0 ? "::" : "");
      }
      String line = PrintableText.line(text.toString());
      assertFalse(line.replace("\t", "").codePoints().anyMatch(Character::isISOControl), line);
      assertFalse(line.stripLeading().startsWith("::"), line);
      assertEquals(line, PrintableText.line(line));
    }
  }
}
