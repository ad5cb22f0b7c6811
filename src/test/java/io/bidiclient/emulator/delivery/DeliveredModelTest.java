package io.bidiclient.emulator.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ReplayModel;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How late, in what pieces and in which spelling text comes. */
class DeliveredModelTest {
  private static final int SAMPLES = 20 * ServerFrameClock.FRAME;
  private static final int OWN = (int) ServerFrameClock.total(SAMPLES);

  private final List<String> said =
      IntStream.range(0, OWN)
          .mapToObj(i -> i == 3 ? " ONCE" : i == 5 ? " UPON A" : i == OWN - 1 ? " TIME" : "")
          .toList();
  private final ReplayModel model = new ReplayModel(List.of(said));

  @ParameterizedTest
  @CsvSource({"0", "1", "6", "25", "750"})
  void textComesSoManyFramesLaterAndAllOfIt(int delay) throws Exception {
    List<String> frames = frames(TextDelivery.PLAIN.withDelay(delay));
    assertEquals(OWN + delay, frames.size());
    assertEquals(" ONCE", frames.get(3 + delay));
    assertEquals(" UPON A", frames.get(5 + delay));
    assertEquals(" TIME", frames.get(OWN - 1 + delay));
    assertEquals(3, frames.stream().filter(text -> !text.isEmpty()).count());
  }

  @Test
  void aDelayIsNoShorterInAnUtteranceThatIs() throws Exception {
    int frames = (int) ServerFrameClock.total(1);
    DeliveredModel late =
        new DeliveredModel(
            new ReplayModel(List.of(List.of(" HI"))), TextDelivery.PLAIN.withDelay(2 * frames));
    List<String> texts = frames(late, 1, 3 * frames);
    assertEquals(" HI", texts.get(2 * frames));
    assertEquals(" HI", String.join("", texts));
  }

  @Test
  void aWordComesInPiecesOfThreeLettersAFrameEach() throws Exception {
    List<String> frames = frames(TextDelivery.PLAIN.withSplitWords(true));
    assertEquals(List.of(" ON", "CE"), frames.subList(4, 6));
    assertEquals(" ONCE UPON A TIME", String.join("", frames));
    // The last word has no frame after the first of its own: all that is left comes in that.
    assertEquals(" TIME", frames.get(OWN - 1));
  }

  @ParameterizedTest
  @CsvSource({
    "LEADING, ' ONCE UPON A TIME'",
    "TRAILING, 'ONCE UPON A TIME '",
    "NONE, ONCEUPONATIME",
  })
  void theSpaceIsWhereTheServerPutsIt(Spacing spacing, String text) throws Exception {
    assertEquals(text, String.join("", frames(TextDelivery.PLAIN.withSpacing(spacing))));
  }

  @Test
  void everySecondUtteranceIsWorded() throws Exception {
    assertEquals(" ONCE UPON A TIME", secondTime());
    assertEquals(" once upon a time", secondTime(Rewording.CASE));
    assertEquals(" ONCE UPON A, TIME", secondTime(Rewording.PUNCTUATION));
    assertEquals(" once upon a, time", secondTime(Rewording.CASE, Rewording.PUNCTUATION));
  }

  @Test
  void everyFifthWordIsMisheardAndAMarkIsLost() {
    Rewriter all = new Rewriter(Set.of(Rewording.WORD));
    List<String> words = List.of("a", "b", "c", "d", "buzz", "f", "g", "h", "i", "WORLD");
    assertEquals(
        List.of("a", "b", "c", "d", "buza", "f", "g", "h", "i", "WORLE"),
        words.stream().map(all::word).toList());
    Rewriter marks = new Rewriter(Set.of(Rewording.PUNCTUATION));
    assertEquals("Well", marks.word("Well,"));
    assertEquals("?!", marks.word("?!"));
  }

  @ParameterizedTest
  @CsvSource({"0.05", "0.3"})
  void asManyWordsAreHeardWrongAsWasPlanted(double share) {
    int words = 0;
    int wrong = 0;
    for (int utterance = 0; utterance < 500; utterance++) {
      UnaryOperator<String> heard = new Mishearing(share, 7).of(utterance);
      for (int i = 0; i < 20; i++, words++) {
        wrong += heard.apply("word").equals("word") ? 0 : 1;
      }
    }
    // Three standard deviations of so many draws.
    double spread = 3 * Math.sqrt(share * (1 - share) / words);
    assertEquals(share, wrong / (double) words, spread);
  }

  @Test
  void aSeedGivesTheSameErrorsAgainAndAnotherOneOthers() throws Exception {
    assertEquals(heard(new Mishearing(0.5, 1)), heard(new Mishearing(0.5, 1)));
    assertNotEquals(heard(new Mishearing(0.5, 1)), heard(new Mishearing(0.5, 2)));
    assertEquals(List.of(" ONCE UPON A TIME"), heard(new Mishearing(0, 1)).subList(0, 1));
    assertEquals(List.of(" ONCF UPOO B TIMF"), heard(new Mishearing(1, 1)).subList(0, 1));
  }

  @Test
  void utterancesHaveDrawsOfTheirOwn() {
    // Pooled over utterances the errors scatter as those of so many single words do.
    double squares = 0;
    for (int seed = 0; seed < 200; seed++) {
      int wrong = 0;
      for (int utterance = 0; utterance < 40; utterance++) {
        UnaryOperator<String> heard = new Mishearing(0.1, seed).of(utterance);
        for (int i = 0; i < 20; i++) {
          wrong += heard.apply("word").equals("word") ? 0 : 1;
        }
      }
      squares += (wrong - 80.0) * (wrong - 80.0);
    }
    assertEquals(72, squares / 200, 25);
  }

  @Test
  void whatIsNoLetterStaysWhereItIs() {
    assertEquals("Wella,", Mishearing.wrong("Wellz,"));
    assertEquals("10", Mishearing.wrong("19"));
    assertEquals("?!", Mishearing.wrong("?!"));
  }

  @Test
  void aModelThatIsNotSoFarIsWaitedFor() throws Exception {
    EmulatorModel late = new LateModel();
    EmulatorModel.Utterance utterance =
        new DeliveredModel(late, TextDelivery.PLAIN.withDelay(2)).begin(() -> {});
    assertTrue(utterance.frame().isEmpty());
    assertEquals("", utterance.frame().orElseThrow());
  }

  @Test
  void aDelayOfMoreThanAMinuteIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TextDelivery.PLAIN.withDelay(751));
    assertThrows(IllegalArgumentException.class, () -> TextDelivery.PLAIN.withDelay(-1));
  }

  private List<String> heard(Mishearing errors) throws Exception {
    DeliveredModel delivered = new DeliveredModel(model, TextDelivery.PLAIN.withMishearing(errors));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      texts.add(String.join("", frames(delivered, SAMPLES, OWN)));
    }
    return texts;
  }

  private String secondTime(Rewording... changes) throws Exception {
    DeliveredModel delivered =
        new DeliveredModel(
            model, TextDelivery.PLAIN.withReword(Set.copyOf(Arrays.asList(changes))));
    assertEquals(" ONCE UPON A TIME", String.join("", frames(delivered, SAMPLES, OWN)));
    String second = String.join("", frames(delivered, SAMPLES, OWN));
    assertEquals(" ONCE UPON A TIME", String.join("", frames(delivered, SAMPLES, OWN)));
    return second;
  }

  private List<String> frames(TextDelivery delivery) throws IOException {
    return frames(new DeliveredModel(model, delivery), SAMPLES, OWN + delivery.delay());
  }

  private static List<String> frames(EmulatorModel model, int samples, int count)
      throws IOException {
    List<String> frames = new ArrayList<>();
    try (EmulatorModel.Utterance utterance = model.begin(() -> {})) {
      utterance.hear(new byte[2 * samples], 0, 2 * samples);
      for (long i = 0; i < ServerFrameClock.running(samples); i++) {
        frames.add(utterance.frame().orElseThrow());
      }
      utterance.end();
      while (frames.size() < count) {
        frames.add(utterance.frame().orElseThrow());
      }
    }
    return frames;
  }

  /** Has nothing the first time that it is asked. */
  private static final class LateModel implements EmulatorModel {
    @Override
    public String about() {
      return "is late";
    }

    @Override
    public Utterance begin(Runnable ready) throws IOException {
      Utterance inner = new ReplayModel(List.of(List.of())).begin(ready);
      return new Utterance() {
        private boolean asked;

        @Override
        public void hear(byte[] pcm, int offset, int length) throws IOException {
          inner.hear(pcm, offset, length);
        }

        @Override
        public void end() throws IOException {
          inner.end();
        }

        @Override
        public Optional<String> frame() throws IOException {
          boolean first = !asked;
          asked = true;
          return first ? Optional.empty() : inner.frame();
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }
  }
}
