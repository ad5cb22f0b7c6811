package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.TransportException.Category;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnswerTest {
  private static final Path PAGE = Path.of("src/site/markdown/faults.md");
  private static final Map<Category, String> EXITS =
      Map.of(
          Category.AUTH, "4",
          Category.ENDPOINT, "5",
          Category.NETWORK, "6",
          Category.THROTTLED, "6",
          Category.REMOTE, "7",
          Category.PROTOCOL, "7");

  @Test
  void theTableOfThePageOnFaultsIsWhatTheCodeDoes() throws Exception {
    Pattern row = Pattern.compile("(?m)^\\| ([\\d][^|]*) \\| (\\d) \\| (yes|no) \\|");
    Matcher rows = row.matcher(Files.readString(PAGE));
    int statuses = 0;
    while (rows.find()) {
      for (String status : rows.group(1).replaceAll("[^\\d,]", "").split(",", -1)) {
        Category category = HttpAnswer.category(Integer.parseInt(status));
        assertEquals(rows.group(2), EXITS.get(category), status);
        boolean again =
            Stream.of(Category.THROTTLED, Category.NETWORK, Category.REMOTE)
                .anyMatch(category::equals);
        assertEquals(rows.group(3), again && !status.equals("407") ? "yes" : "no", status);
        statuses++;
      }
    }
    assertEquals(22, statuses);
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html; charset=utf-8, <p>Sign <b>in</b>, HTTP 200 text/html: Sign in",
    "503, text/plain, 'no\u001b[2Jdoor\r\nhere', HTTP 503 text/plain: no [2Jdoor here",
    "204, , '', HTTP 204"
  })
  void anAnswerIsToldByStatusTypeAndFirstWords(int status, String type, String body, String told) {
    HttpAnswer answer = HttpAnswer.of(status, Optional.ofNullable(type), body, Optional.empty());
    assertEquals("the server answered " + told, answer.told());
  }

  @Test
  void scriptsAndStylesAreNoWords() {
    String page = "<html><head><title>t</title></head><script>var a;</script>Hello<style>p {";
    HttpAnswer answer = HttpAnswer.of(200, Optional.of("text/html"), page, Optional.empty());
    assertEquals("Hello", answer.words());
  }

  @Test
  void aLongTextIsCutBetweenLetters() {
    String cut = HttpAnswer.shortened("x".repeat(199) + "\uD83C\uDFA7 and more");
    assertEquals("x".repeat(199) + "\u2026", cut);
    assertTrue(HttpAnswer.shortened("x".repeat(200)).endsWith("x"));
  }
}
