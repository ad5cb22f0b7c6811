package io.bidiclient.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.check.Alignment.Edit;
import io.bidiclient.check.Alignment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
  private static final Normalizer PLAIN = new Normalizer(false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "the cat sat on the mat | the cat sat on the mat  | 0",
        "the cat sat on the mat | the cat sit on mat      | 0.3333333333333333",
        "the cat sat on the mat | the the cat sat on the mat | 0.16666666666666666",
        "a b c d                | -                       | 1",
        "a                      | x y z                   | 3",
        "-                      | -                       | 0",
        "-                      | x y                     | 1",
        "Don't STOP, now!       | dont stop now           | 0",
        "one two three          | two three one           | 0.6666666666666666",
      })
  void theWordErrorRateIsEditsOverTheReferencesWords(String said, String heard, double rate) {
    assertEquals(rate, wer(said == null ? "" : said, heard == null ? "" : heard), 1e-12);
  }

  @Test
  void theCharacterErrorRateLeavesSpacesOut() {
    Alignment all = Alignment.of(PLAIN.characters("ab cd"), PLAIN.characters("abc x"));
    assertEquals(0.25, all.rate());
  }

  @Test
  void theEditsAreShownInOrder() {
    Alignment all = Alignment.of(List.of("a", "b", "c"), List.of("a", "x", "c", "d"));
    assertEquals(
        List.of(
            new Edit(Kind.MATCH, "a", "a"),
            new Edit(Kind.SUBSTITUTION, "b", "x"),
            new Edit(Kind.MATCH, "c", "c"),
            new Edit(Kind.INSERTION, "", "d")),
        all.edits());
  }

  @Test
  void agreesWithASecondImplementationAndItsEditsRebuildBothTexts() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      List<String> reference = random(random);
      List<String> heard = random(random);
      Alignment all = Alignment.of(reference, heard);
      String which = reference + " / " + heard;
      assertEquals(recursive(reference, heard, new Integer[13][13]), all.errors(), which);
      List<String> said = new ArrayList<>();
      List<String> got = new ArrayList<>();
      int errors = 0;
      for (Edit edit : all.edits()) {
        errors += edit.kind() == Kind.MATCH ? 0 : 1;
        if (edit.kind() != Kind.INSERTION) {
          said.add(edit.reference());
        }
        if (edit.kind() != Kind.DELETION) {
          got.add(edit.heard());
        }
      }
      assertEquals(all.errors(), errors, which);
      assertEquals(reference, said, which);
      assertEquals(heard, got, which);
    }
  }

  private static double wer(String said, String heard) {
    return Alignment.of(PLAIN.words(said), PLAIN.words(heard)).rate();
  }

  private static List<String> random(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(13); i > 0; i--) {
      words.add(List.of("a", "b", "c", "d").get(random.nextInt(4)));
    }
    return words;
  }

  /** The definition, from the front, as the other goes from the back. */
  private static int recursive(List<String> a, List<String> b, Integer[][] known) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.size() + b.size();
    }
    Integer before = known[a.size()][b.size()];
    if (before != null) {
      return before;
    }
    List<String> restA = a.subList(1, a.size());
    List<String> restB = b.subList(1, b.size());
    int best =
        a.get(0).equals(b.get(0))
            ? recursive(restA, restB, known)
            : 1
                + Math.min(
                    recursive(restA, restB, known),
                    Math.min(recursive(restA, b, known), recursive(a, restB, known)));
    known[a.size()][b.size()] = best;
    return best;
  }
}
