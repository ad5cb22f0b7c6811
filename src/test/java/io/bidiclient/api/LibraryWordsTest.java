package io.bidiclient.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryWordsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/bidiclient");
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\n]*--[a-z][^\"\\n]*)\"");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          check --endpoint and --region | check the endpoint's name and the region
          choose a --region that serves bidirectional streams | choose a region that serves bidirectional streams
          check --region, --endpoint-url and the network's DNS | check the region, the endpointUrl and the network's DNS
          check the path of --url; vLLM's is /v1/realtime | check the path of the URL; vLLM's is /v1/realtime
          try again, or raise --stall-timeout | try again, or raise Waits.stall
          headerless audio needs --raw, --rate and --channels | headerless audio needs TranscriberInput.pcm16
          name a profile that `aws configure list-profiles` shows | name a profile that `aws configure list-profiles` shows
          """)
  void aHintIsInTheWordsOfTheLibrary(String hint, String wanted) {
    assertEquals(wanted, LibraryWords.hint(hint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.wav: 5 samples are beyond full scale and were cut: lower --gain | a.wav: 5 samples are beyond full scale and were cut
          FIPS endpoints and --endpoint-url cannot be combined | FIPS endpoints and the endpointUrl cannot be combined
          cannot open the stream to endpoint my--endpoint: gone | cannot open the stream to endpoint my--endpoint: gone
          """)
  void aMessageLosesWhatOnlyTheCommandLineHas(String message, String wanted) {
    assertEquals(wanted, LibraryWords.message(message));
  }

  @Test
  void aHintThatNoProgramCanFollowIsLeftOut() {
    assertEquals("", LibraryWords.hint("run 'bidi-client --help' for the options"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"transport", "realtime", "audio/open", "audio/ffmpeg"})
  void everyTextFromBelowSaysSomethingToAProgram(String room) throws IOException {
    List<String> all = texts(SOURCES.resolve(room));
    assertFalse(all.isEmpty());
    for (String text : all) {
      String hint = LibraryWords.hint(text);
      assertFalse(hint.isBlank(), "lost: " + text);
      assertFalse(hint.contains("--"), hint);
    }
  }

  @Test
  void noTextFromBelowNamesAnOption() throws IOException {
    List<String> all = texts(SOURCES);
    assertTrue(all.size() > 100, all.size() + " texts");
    for (String text : all) {
      assertFalse(LibraryWords.hint(text).matches(".*(^| )--[a-z].*"), text);
      assertFalse(LibraryWords.message(text).matches(".*(^| )--[a-z].*"), text);
    }
  }

  /** All texts in the sources of a room that name an option. */
  private static List<String> texts(Path room) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(room)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (file.toString().contains("/s3/")) {
          continue;
        }
        Matcher text = TEXT.matcher(Files.readString(file));
        while (text.find()) {
          texts.add(text.group(1));
        }
      }
    }
    return texts;
  }
}
