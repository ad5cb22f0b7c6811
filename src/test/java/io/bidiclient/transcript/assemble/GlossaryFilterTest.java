package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlossaryFilterTest {
  private static final int FRAME = 1_280;

  private static final Glossary GLOSSARY =
      Glossary.of(
          List.of(
              "vox trail → Voxtral",
              "vox → VOX",
              "jon smith -> John Smyth",
              "gonna => going to",
              "US\tUnited States",
              "l'eau → L’Eau",
              "北 → North",
              "c++ → C plus plus"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A vox trail.            | A Voxtral.",
        "Vox  trail's vox        | Voxtral's VOX",
        "VOX trailer             | VOX trailer",
        "voxtrail vox-trail      | voxtrail VOX-trail",
        "Gonna go, gonna         | Going to go, going to",
        "US and us               | United States and us",
        "de l’eau                | de L’Eau",
        "湖北省                    | 湖North省",
        "c++ and abc++           | C plus plus and abc++",
        "Jon Smithson, jon smith | Jon Smithson, John Smyth",
        "vox vox trail           | VOX Voxtral",
        "vo\u0301x                   | vo\u0301x",
        "vox\u0301                   | vox\u0301",
      })
  void aPhraseIsFoundBetweenTheBoundsOfWords(String said, String meant) {
    assertEquals(meant, text(filtered(GLOSSARY, List.of(said))));
  }

  @Test
  void aPhraseIsHeldNoLongerThanItTakesToTell() {
    GlossaryFilter filter = new GlossaryFilter(GLOSSARY);
    assertEquals("He said", text(filter.add(piece(" He said", 1)).subList(0, 1)).strip());
    assertEquals(List.of(), filter.add(piece(" vo", 2)));
    assertEquals(FRAME, filter.begun().orElseThrow());
    assertEquals(List.of(), filter.add(piece("x", 3)));
    assertEquals(List.of(), filter.add(piece("", 4)));
    assertEquals(List.of(), filter.add(piece(" tra", 5)));
    List<PlacedDelta> passed = filter.add(piece("m", 6));
    assertEquals(" VOX tram", text(passed));
    assertEquals(Optional.of(" vox"), passed.get(0).original());
    assertEquals(FRAME, passed.get(0).start());
    assertEquals(3 * FRAME, passed.get(0).end());
    assertTrue(filter.begun().isEmpty());
  }

  @Test
  void aPauseDecides() {
    GlossaryFilter filter = new GlossaryFilter(GLOSSARY);
    assertEquals(List.of(), filter.add(piece(" vox trail", 1)));
    for (int frame = 2; frame <= 25; frame++) {
      assertEquals(List.of(), filter.add(piece("", frame)));
    }
    List<PlacedDelta> passed = filter.add(piece("", 26));
    assertEquals(" Voxtral", text(passed));
    assertEquals(26, passed.size());
  }

  @Test
  void timesAreKept() {
    List<PlacedDelta> passed = filtered(GLOSSARY, List.of(" jon", " sm", "ith", " vox", " trail."));
    assertEquals(
        List.of(" John 0 1", " Smyth 1 3", " Voxtral 3 5", ". 4 5"),
        passed.stream()
            .map(p -> p.text() + " " + p.start() / FRAME + " " + p.end() / FRAME)
            .toList());
    List<PlacedDelta> spread = filtered(GLOSSARY, List.of(" gonna"));
    assertEquals(
        List.of(" going 0 914  gonna", " to 0 1280 "),
        spread.stream()
            .map(p -> p.text() + " " + p.start() + " " + p.end() + " " + p.original().orElseThrow())
            .toList());
  }

  @Test
  void withoutAPhraseNothingChanges() {
    GlossaryFilter filter = new GlossaryFilter(Glossary.EMPTY);
    PlacedDelta piece = piece(" vox trail", 1);
    assertSame(piece, filter.add(piece).get(0));
  }

  @Test
  void aLineSaysOneThing() {
    for (String line : List.of("vox", "vox →", "→ Vox", "a → b → c")) {
      assertThrows(IllegalArgumentException.class, () -> Glossary.of(List.of(line)), line);
    }
    IllegalArgumentException both =
        assertThrows(
            IllegalArgumentException.class, () -> Glossary.of(List.of("a b → c", "a  b → d")));
    assertEquals("'a b' cannot be both c and d", both.getMessage());
  }

  @Property(tries = 500)
  void cutsBetweenDeltasChangeNothingAndTheOriginalIsKept(
      @ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> words,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 7) Integer> cuts) {
    List<String> known =
        List.of("vox", "trail", "Vox", "jon", "smith", "US", "gonna", "北", "c++", "trailer,");
    String said = words.stream().map(i -> " " + known.get(i)).collect(Collectors.joining());
    List<String> deltas = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < said.length(); i++) {
      int to = Math.min(said.length(), at + (cuts.isEmpty() ? 3 : cuts.get(i % cuts.size())));
      deltas.add(said.substring(at, to));
      if (i % 3 == 0) {
        deltas.add("");
      }
      at = to;
    }
    List<PlacedDelta> passed = filtered(GLOSSARY, deltas);
    assertEquals(text(filtered(GLOSSARY, List.of(said))), text(passed));
    assertEquals(
        said,
        passed.stream().map(p -> p.original().orElse(p.text())).collect(Collectors.joining()));
    long start = 0;
    for (PlacedDelta piece : passed) {
      if (!piece.text().isEmpty()) {
        assertTrue(piece.start() >= start && piece.end() > piece.start(), passed.toString());
        start = piece.start();
      }
    }
    assertEquals(
        deltas.stream().filter(String::isEmpty).count(),
        passed.stream().filter(p -> p.text().isEmpty()).count());
  }

  private static List<PlacedDelta> filtered(Glossary glossary, List<String> deltas) {
    GlossaryFilter filter = new GlossaryFilter(glossary);
    List<PlacedDelta> passed = new ArrayList<>();
    int frame = 0;
    for (String delta : deltas) {
      frame++;
      passed.addAll(filter.add(piece(delta, frame)));
    }
    passed.addAll(filter.finish(frame));
    return passed;
  }

  private static PlacedDelta piece(String text, int frame) {
    return new PlacedDelta(
        frame, text, (frame - 1L) * FRAME, (long) frame * FRAME, TimestampBasis.FRAMES);
  }

  private static String text(List<PlacedDelta> pieces) {
    return pieces.stream().map(PlacedDelta::text).collect(Collectors.joining());
  }
}
