package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordAssemblerTest {
  private static final int FRAME = 1_280;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "` Hel|lo|,| wor|ld|.` ; Hello,|world.",
        "` don|'t| stop` ; don't|stop",
        "` Bonjour| !| «| Oui| »` ; Bonjour !|« Oui »",
        "` ¿|Qué| tal|?` ; ¿Qué|tal?",
        "` Wait| ...|well` ; Wait ...|well",
        "`你好，世界。` ; 你|好，|世|界。",
        "`「東京」へ` ; 「東|京」|へ",
        "`コーヒー` ; コー|ヒー",
        "` iPhone|手机` ; iPhone|手|机",
        "` 안녕|하세요| 세계` ; 안녕하세요|세계",
        "` नम|स्ते| दुनि|या` ; नमस्ते|दुनिया",
        "` cafe|\u0301 ole\u0301` ; cafe\u0301|ole\u0301",
        "` مرحبا| بالعالم` ; مرحبا|بالعالم",
        "` 3|.|14| %` ; 3.14 %",
      })
  void putsWordsTogether(String pieces, String words) {
    List<Word> all = assemble(List.of(pieces.split("\\|", -1)));
    assertEquals(words, all.stream().map(Word::text).collect(Collectors.joining("|")));
  }

  @Test
  void aWordLastsFromTheFrameOfItsFirstLetterToThatOfItsLast() {
    List<Word> words = assemble(List.of(" Hel", "", "lo", "", ".", " you"));
    assertEquals(new Word(" ", "Hello.", 0, 3 * FRAME, TimestampBasis.FRAMES), words.get(0));
    assertEquals(new Word(" ", "you", 5 * FRAME, 6 * FRAME, TimestampBasis.FRAMES), words.get(1));
  }

  @Test
  void givesAWordOutOnceNothingWasAddedToItForTwoSeconds() {
    WordAssembler assembler = new WordAssembler();
    assertEquals(List.of(), assembler.add(piece(" last", 1)));
    assertEquals(List.of(), assembler.add(piece("", 25)));
    assertEquals("last", assembler.add(piece("", 26)).get(0).text());
  }

  @Test
  void wordsAfterTheirSpacesAreTheTextToTheLetterHoweverItWasCut() {
    String[] alphabet = {
      "a",
      "é",
      "e\u0301",
      " ",
      "  ",
      ".",
      ",",
      "!",
      "«",
      "»",
      "(",
      ")",
      "你",
      "。",
      "「",
      "」",
      "か",
      "ー",
      "3",
      "-",
      "'",
      "\ud83d\ude00",
      "한",
      "नि"
    };
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(alphabet[random.nextInt(alphabet.length)]);
      }
      List<String> pieces = new ArrayList<>();
      for (int at = 0; at < text.length(); ) {
        int to = Math.min(text.length(), at + 1 + random.nextInt(4));
        pieces.add(text.substring(at, to));
        at = to;
      }
      List<Word> words = assemble(pieces);
      String joined = words.stream().map(w -> w.space() + w.text()).collect(Collectors.joining());
      assertEquals(text.toString().stripTrailing(), joined, "seed " + seed);
      assertEquals(texts(assemble(List.of(text.toString()))), texts(words), "seed " + seed);
    }
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }

  private static List<Word> assemble(List<String> pieces) {
    WordAssembler assembler = new WordAssembler();
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      words.addAll(assembler.add(piece(pieces.get(i), i + 1)));
    }
    words.addAll(assembler.finish());
    return words;
  }

  private static PlacedDelta piece(String text, long frame) {
    return new PlacedDelta(0, text, (frame - 1) * FRAME, frame * FRAME, TimestampBasis.FRAMES);
  }
}
