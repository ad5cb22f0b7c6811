package io.bidiclient.transcript.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void thaiIsCutIntoWordsByADictionaryWithTheTimesOfTheirLetters() {
    List<Word> words = assemble(List.of("สวัสดี", "คร", "ับวัน", "นี้ เราจะ!"));
    assertEquals(List.of("สวัสดี", "ครับ", "วัน", "นี้", "เรา", "จะ!"), texts(words));
    assertEquals(List.of("", "", "", "", " ", ""), words.stream().map(Word::space).toList());
    assertEquals(List.of(0, 1, 2, 3, 3, 3), frames(words, Word::start));
    assertEquals(List.of(1, 3, 3, 4, 4, 4), frames(words, Word::end));
  }

  @Test
  void minutesOfThaiWithoutASpaceAreWordsAsTheyAreSaid() {
    String sentence = "วันนี้เราจะพูดถึงการเรียนรู้ภาษาไทยในชีวิตประจำวัน";
    WordAssembler assembler = new WordAssembler();
    List<Word> words = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      String piece = sentence.substring(i % 10 * 5, Math.min(sentence.length(), i % 10 * 5 + 5));
      said.append(piece);
      words.addAll(assembler.add(piece(piece, 3 * i + 1)));
      int given = words.stream().mapToInt(word -> word.text().length()).sum();
      assertTrue(said.length() - given < 70, "held back: " + said.substring(given));
    }
    words.addAll(assembler.finish());
    assertEquals(said.toString(), String.join("", texts(words)));
    assertEquals(30, texts(words).stream().filter("ภาษา"::equals).count());
    assertTrue(
        words.stream().allMatch(word -> word.text().length() <= 10), texts(words).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ສະບາຍດີມື້ນີ້", "ខ្ញុំស្រលាញ់", "မြန်မာဘာသာ", "antidisestablish"})
  void whatHasNoSpacesAndNoDictionaryIsCutWhereAPieceBegins(String piece) {
    List<Word> words = assemble(Collections.nCopies(100, piece));
    assertEquals(piece.repeat(100), String.join("", texts(words)));
    assertTrue(words.size() >= 20, texts(words).toString());
    for (Word word : words) {
      assertTrue(word.text().startsWith(piece), word.text());
      assertTrue(word.text().length() < 42 + piece.length(), word.text());
    }
  }

  @Test
  void aWordThatLastsLongerThanACueIsCut() {
    WordAssembler assembler = new WordAssembler();
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      words.addAll(assembler.add(piece("a" + i, 20 * i + 1)));
    }
    words.addAll(assembler.finish());
    assertEquals(8, words.size());
    assertEquals("a0a1a2a3a4", words.get(0).text());
    assertTrue(words.stream().allMatch(word -> word.end() - word.start() <= 7 * 16_000));
  }

  private static List<Integer> frames(List<Word> words, ToLongFunction<Word> time) {
    return words.stream().map(word -> (int) (time.applyAsLong(word) / FRAME)).toList();
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
