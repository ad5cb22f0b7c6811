package io.bidiclient.run.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputListTest {
  @TempDir private Path folder;

  @Test
  void aDirectoryGivesSoundAndFilmsWhateverTheirCase() throws Exception {
    for (String name :
        List.of("a.wav", "b.MP3", "c.flac", "d.m4a", "e.mp4", "f.aiff", "notes.txt", ".g.wav")) {
      Files.createFile(folder.resolve(name));
    }
    List<String> names =
        InputList.of(List.of(folder.toString()), false).items().stream()
            .map(item -> folder.relativize(item.file().orElseThrow()).toString())
            .toList();
    assertEquals(List.of("a.wav", "b.MP3", "c.flac", "d.m4a", "e.mp4", "f.aiff"), names);
  }

  @ParameterizedTest
  @CsvSource({
    "a.wav b.mp3 .c.txt, ''",
    "a.wav notes.txt, 'skipped 1 file that has no audio extension (notes.txt)'",
    "a.wav b c.foo d.txt, 'skipped 3 files that have no audio extension (b, c.foo, d.txt)'",
    "a.wav b.a c.b d.c e.d f.e, 'skipped 5 files that have no audio extension (b.a, c.b, d.c, …)'"
  })
  void filesOfADirectoryThatAreNotReadAreCounted(String files, String expected) throws Exception {
    for (String name : files.split(" ", -1)) {
      Files.createFile(folder.resolve(name));
    }
    InputList list = InputList.of(List.of(folder.toString()), false);
    assertEquals(expected, list.skipped().orElse(""));
  }

  @Test
  void aListIsReadWithItsMarkInUtf8AndUtf16() throws Exception {
    String names = "# the day's calls\r\n\r\n  á.wav  \r\nb.wav\r\n";
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path list = folder.resolve("list.txt");
      Files.write(list, ("\uFEFF" + names).getBytes(charset));
      assertEquals(List.of("á.wav", "b.wav"), sources("@" + list), charset.name());
    }
  }

  @ParameterizedTest
  @CsvSource({"'# nothing\n\n', names none", "'', names none"})
  void aListWithoutInputsIsRefused(String content, String why) throws Exception {
    Path list = Files.writeString(folder.resolve("list.txt"), content);
    CommandException refused = assertThrows(CommandException.class, () -> sources("@" + list));
    assertEquals("the list of inputs " + list + " " + why, refused.problem().message());
    assertEquals(ExitCode.INPUT, refused.problem().code());
  }

  @Test
  void aListInAnotherEncodingIsRefusedInWords() throws Exception {
    Path list = folder.resolve("list.txt");
    Files.write(list, "á.wav\n".getBytes(StandardCharsets.ISO_8859_1));
    CommandException refused = assertThrows(CommandException.class, () -> sources("@" + list));
    assertEquals(
        "cannot read the list of inputs " + list + ": it is neither UTF-8 nor UTF-16",
        refused.problem().message());
  }

  @Test
  void standardInputIsReadOnce() {
    assertThrows(CommandException.class, () -> sources("-", "-"));
  }

  private static List<String> sources(String... arguments) throws CommandException {
    return InputList.of(List.of(arguments), false).items().stream().map(InputItem::source).toList();
  }

  @Test
  void thePageNamesEveryExtensionAndNoOther() throws Exception {
    String page = Files.readString(Path.of("src/site/markdown/inputs.md"));
    Matcher list = Pattern.compile("by their extensions: `([^`]+)`").matcher(page);
    assertTrue(list.find());
    assertEquals(
        new TreeSet<>(InputList.extensions()),
        new TreeSet<>(List.of(list.group(1).replace(".", "").split(" "))));
  }
}
