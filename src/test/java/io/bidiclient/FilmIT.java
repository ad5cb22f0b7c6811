package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does who edits films: a film in, subtitles out, and these into the film. */
@Timeout(180)
class FilmIT {
  private static final int MINUTES = Extent.of(6, 12);
  private static final Pattern CUE =
      Pattern.compile("\\d+\\n(\\d+):(\\d+):(\\d+),(\\d+) --> .*\\n((?:.+\\n)+)");

  @TempDir private Path folder;

  @Test
  void aLongFilmGetsSubtitlesThatStandWhereTheWordsAre() throws Exception {
    Tool.need("ffmpeg");
    String script =
        IntStream.range(100, 100 + MINUTES * 245 / 12)
            .mapToObj(n -> "SCENE " + n)
            .collect(Collectors.joining(" "));
    MorseKeyer.Keyed keyed = MorseKeyer.usual().atWpm(40).key(script);
    assertTrue(
        keyed.samples().length >= MINUTES * 60 * 16_000, keyed.samples().length + " samples");
    String sound = Files.write(folder.resolve("sound.raw"), keyed.pcm16()).toString();
    List<String> made = new ArrayList<>(List.of("-f", "lavfi", "-i", "color=s=64x36:r=1"));
    made.addAll(List.of("-f", "s16le", "-ar", "16000", "-ac", "1", "-i", sound, "-shortest"));
    made.addAll(List.of("-c:v", "mpeg4", "-c:a", "aac", at("film.mp4")));
    ffmpeg(made);
    JarProcess.Finished run =
        JarProcess.of(at("film.mp4"), "--local=morse", "--pace", "max", "-o", at("film.srt")).run();
    assertEquals(0, run.code(), run.err());
    ffmpeg(
        List.of(
            "-i",
            at("film.mp4"),
            "-i",
            at("film.srt"),
            "-c",
            "copy",
            "-c:s",
            "mov_text",
            at("out.mp4")));
    ffmpeg(List.of("-i", at("out.mp4"), "-map", "0:s", "-c:s", "srt", at("back.srt")));
    String subtitles = Files.readString(folder.resolve("film.srt"));
    assertEquals(subtitles, Files.readString(folder.resolve("back.srt")));
    assertStands(subtitles, keyed.words());
  }

  /**
   * Every word is there once, and each cue starts with its first word: a little later, as the model
   * needs a letter to know of it, and no later at the end than at the start.
   */
  private static void assertStands(String subtitles, List<MorseKeyer.Word> words) {
    List<MatchResult> cues = CUE.matcher(subtitles).results().toList();
    assertTrue(cues.size() > 100 * MINUTES / 12, cues.size() + " cues");
    List<Double> late = new ArrayList<>();
    int next = 0;
    for (MatchResult cue : cues) {
      late.add(seconds(cue) - words.get(next).start() / 16_000.0);
      for (String word : cue.group(5).strip().split("\\s+", -1)) {
        assertEquals(words.get(next++).text(), word, cue.group());
      }
    }
    assertEquals(words.size(), next);
    assertTrue(late.stream().allMatch(seconds -> seconds >= 0 && seconds < 2.5), late.toString());
    assertEquals(mean(late.subList(0, 20)), mean(late.subList(late.size() - 20, late.size())), 0.2);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double seconds(MatchResult cue) {
    int minutes = 60 * Integer.parseInt(cue.group(1)) + Integer.parseInt(cue.group(2));
    return 60 * minutes + Integer.parseInt(cue.group(3)) + Integer.parseInt(cue.group(4)) / 1e3;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static void ffmpeg(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
    command.addAll(arguments);
    Tool.run(command);
  }
}
