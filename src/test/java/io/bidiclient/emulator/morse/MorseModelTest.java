package io.bidiclient.emulator.morse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.emulator.vllm.Generation;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MorseModelTest {
  private static final String PANGRAM = "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG 0123456789";

  static Stream<Arguments> speedsAndTones() {
    return Stream.of(5.0, 7.0, 10.0, 13.0, 16.0, 20.0, 24.0, 28.0, 33.0, 40.0)
        .flatMap(
            wpm ->
                Stream.of(300.0, 462.0, 600.0, 777.0, 1010.0, 1200.0)
                    .map(tone -> arguments(wpm, tone)));
  }

  @ParameterizedTest
  @MethodSource("speedsAndTones")
  void findsSpeedAndToneInNoiseSixDecibelsDown(double wpm, double tone) throws IOException {
    MorseKeyer.Keyed keyed =
        MorseKeyer.usual()
            .atWpm(wpm)
            .atTone(tone)
            .withNoise(6, (long) (wpm * tone))
            .key("CQ DE 73 SOS EMPTY TIME");

    assertEquals(keyed.text(), text(frames(keyed.pcm16(), 1280)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 12, 20, 40})
  void readsFortyDecibelsBelowFullScale(double wpm) throws IOException {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().atWpm(wpm).atLevel(0.01).key("QUIET PLEASE 5");

    assertEquals(keyed.text(), text(frames(keyed.pcm16(), 1280)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 20, 35})
  void survivesFadingByTwelveDecibelsEitherWay(double wpm) throws IOException {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().atWpm(wpm).atLevel(0.2).key(PANGRAM);
    float[] samples = keyed.samples();
    for (int i = 0; i < samples.length; i++) {
      double decibels = 12 * Math.sin(2 * Math.PI * i / 16_000 / 6);
      samples[i] *= (float) Math.pow(10, decibels / 20);
    }

    assertEquals(keyed.text(), text(frames(keyed.pcm16(), 1280)));
  }

  @Test
  void knowsLettersDigitsAndPunctuation() throws IOException {
    String signs = "ABCDEFGHI JKLMNOPQR STUVWXYZ 0123456789 .,?'!/ ():=+- \"@";
    MorseKeyer.Keyed keyed = MorseKeyer.usual().key(signs);

    assertEquals(" " + signs, text(frames(keyed.pcm16(), 1280)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 160, 1280, 4096, 1_000_000})
  void readsTheSameInTheSameFramesHoweverTheAudioIsCut(int step) throws IOException {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().withNoise(10, 3).key("BLOCK SIZES DO NOT MATTER");

    assertEquals(frames(keyed.pcm16(), 1280), frames(keyed.pcm16(), step));
  }

  @ParameterizedTest
  @CsvSource({
    "20, E", "20, T", "20, EEE", "20, TTT", "20, 5 HIS E", "20, T IS", "20, E T E T",
    "15, E", "15, T", "15, EEE", "15, TTT", "15, 5 HIS E", "15, T IS", "15, I",
    "25, E", "25, T", "25, EEE", "25, TTT", "25, 5 HIS E", "25, T IS", "25, A",
    "30, E", "30, T", "30, EEE", "30, TTT", "30, 5 HIS E", "30, T IS", "30, TO",
    "12, E", "12, T", "12, 5 HIS E", "12, TTT", "12, S", "12, H", "12, SEE",
    "5, HELLO", "5, SEE ME", "5, 5 HIS E", "8, IS IT", "40, T IS", "40, TOM", "40, E A"
  })
  void beginsWithAnyWord(double wpm, String text) throws IOException {
    MorseKeyer keyer = MorseKeyer.usual().atWpm(wpm);
    for (double before : new double[] {0, 0.05, 0.4}) {
      assertEquals(" " + text, text(frames(keyer.key(text, before, 0.3).pcm16(), 1280)));
    }
  }

  @Test
  void readsWhatIsLeftWhenTheSessionIsCutAtAnyPause() throws IOException {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().withNoise(10, 9).key(PANGRAM + " IS IT A TEST E T");
    byte[] pcm = keyed.pcm16();
    StringBuilder rest = new StringBuilder(keyed.text());
    for (int i = 0; i + 1 < keyed.words().size(); i++) {
      MorseKeyer.Word word = keyed.words().get(i);
      rest.delete(0, 1 + word.text().length());
      long cut = (word.end() + keyed.words().get(i + 1).start()) / 2;
      byte[] leg = Arrays.copyOfRange(pcm, (int) (2 * cut), pcm.length);

      assertEquals(rest.toString(), text(frames(leg, 1280)), "after " + word);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 25", "25, 10", "15, 30", "30, 15", "20, 28", "35, 18"})
  void followsASpeedThatChangesBetweenWords(double first, double second) throws IOException {
    double gap = 7 * 1.2 / Math.min(first, second);
    MorseKeyer.Keyed before = MorseKeyer.usual().atWpm(first).key("PARIS TEST", 0.3, 0);
    MorseKeyer.Keyed after = MorseKeyer.usual().atWpm(second).key("THE QUICK 73", gap, 0.3);
    byte[] head = before.pcm16();
    byte[] pcm = Arrays.copyOf(head, head.length + after.pcm16().length);
    System.arraycopy(after.pcm16(), 0, pcm, head.length, after.pcm16().length);

    assertEquals(before.text() + after.text(), text(frames(pcm, 1280)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {15, 18, 20, 22, 25, 30})
  void aWordComesInTheFrameOfItsEnd(double wpm) throws IOException {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().atWpm(wpm).withNoise(10, 4).key(PANGRAM);
    List<String> frames = frames(keyed.pcm16(), 1280);
    int word = 0;
    for (int i = 0; i < frames.size(); i++) {
      if (!frames.get(i).isEmpty()) {
        MorseKeyer.Word said = keyed.words().get(word++);
        assertEquals(" " + said.text(), frames.get(i));
        long off = (i + 1) * 1280L - said.end();
        assertTrue(Math.abs(off) <= 1280, said + " off by " + off + " samples");
      }
    }
    assertEquals(keyed.words().size(), word);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 1000, 9000})
  void silenceAndNoiseGiveNoWord(int rms) throws IOException {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      byte[] pcm = new byte[2 * 16_000 * 20];
      for (int i = 0; i < pcm.length; i += 2) {
        int value = (int) Math.round(random.nextGaussian() * rms);
        value = Math.max(-32_768, Math.min(32_767, value));
        pcm[i] = (byte) value;
        pcm[i + 1] = (byte) (value >> 8);
      }
      assertEquals("", text(frames(pcm, 1280)), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {150, 1800, 3400, 5000})
  void aToneOutsideOfItsBandIsNotHeard(double hertz) throws IOException {
    assertEquals("", text(frames(MorseKeyer.usual().atTone(hertz).key("SOS").pcm16(), 1280)));
  }

  @Test
  void aToneThatStaysIsNoLetter() throws IOException {
    byte[] carrier = new byte[2 * 48_000];
    for (int i = 0; i < carrier.length; i += 2) {
      int value = (int) (8000 * Math.sin(2 * Math.PI * 700 * i / 2 / 16_000));
      carrier[i] = (byte) value;
      carrier[i + 1] = (byte) (value >> 8);
    }

    assertEquals("", text(frames(carrier, 1280)));
  }

  private static String text(List<String> frames) {
    return String.join("", frames);
  }

  /** The text of every frame when the audio comes in pieces of so many samples. */
  private static List<String> frames(byte[] pcm, int step) throws IOException {
    List<String> frames = new ArrayList<>();
    try (Generation generation =
        new Generation(new MorseModel().begin(() -> {}), TextDelivery.PLAIN)) {
      for (int from = 0; from < pcm.length; from += 2 * step) {
        byte[] piece = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 2 * step));
        int heard = 0;
        while (heard < piece.length) {
          heard += generation.hear(piece, heard);
          write(generation, frames);
        }
      }
      generation.end();
      write(generation, frames);
    }
    assertEquals(ServerFrameClock.total(pcm.length / 2), frames.size());
    return frames;
  }

  private static void write(Generation generation, List<String> frames) throws IOException {
    while (generation.due(true)) {
      frames.addAll(generation.frame().orElseThrow());
    }
  }
}
