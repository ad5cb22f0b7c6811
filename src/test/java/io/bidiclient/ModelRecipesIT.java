package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.cli.Program;
import io.bidiclient.emulator.speech.SpeechInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the emulator's page that stand in for a model, as the page has them. */
@Timeout(120)
class ModelRecipesIT {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]+?) \\| `((?:[^|\\\\]|\\\\\\|)+)` \\| [^|]+ \\| ([^|]+) \\|$");

  @TempDir private Path folder;

  @Test
  void thoseThatAreTriedHereHearAPersonWithTimesOfArrival() throws Exception {
    SpeechInstallation unused = HumanSpeech.recogniser();
    HumanSpeech recording =
        HumanSpeech.all().stream()
            .filter(one -> one.name().equals("goforward.raw"))
            .findFirst()
            .orElseThrow();
    Path audio = Files.write(folder.resolve("a.raw"), recording.pcm());
    Map<String, String> tried = recipes();
    assertEquals(2, tried.size(), tried.toString());
    for (Map.Entry<String, String> recipe : tried.entrySet()) {
      HumanSpeech.need(
          !recipe.getKey().equals("pocketsphinx")
              || Files.isExecutable(Path.of("/usr/bin/pocketsphinx_continuous")),
          "package pocketsphinx");
      String jar =
          Path.of(System.getProperty("bidi.jar"))
              .resolveSibling("bidi-client-speech.jar")
              .toString();
      Program run =
          Program.run(
              Map.of("PATH", System.getenv("PATH")),
              "",
              audio.toString(),
              "--raw=s16le",
              "--local",
              "--model-command",
              recipe.getValue().replace("target/bidi-client-speech.jar", jar),
              "--pace=max",
              "-ojsonl");
      String words = run.out().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_\":]+", " ");
      assertAll(
          recipe.getKey(),
          () -> assertEquals(0, run.code(), run.err()),
          () -> assertTrue(words.contains("go forward"), run.out()),
          () -> assertTrue(run.out().contains("\"clock\":\"arrival\""), run.out()),
          () -> assertFalse(run.out().contains("\"clock\":\"frames\""), run.out()));
    }
  }

  /** Name and command of the rows that say that the build tries them. */
  private static Map<String, String> recipes() throws Exception {
    Map<String, String> tried = new LinkedHashMap<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("src/site/markdown/emulator.md")));
    while (rows.find()) {
      if (rows.group(3).startsWith("by the build")) {
        tried.put(rows.group(1).replaceAll(" .*", ""), rows.group(2).replace("\\|", "|"));
      }
    }
    return tried;
  }
}
