package io.bidiclient.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamRecognizerTest {
  private static final int WINDOW = VoiceDetector.WINDOW;

  /** Lengths of the segments that were recognised, in windows. */
  private final List<Integer> runs = new ArrayList<>();

  private final List<List<Integer>> prefixes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Instant now = Instant.EPOCH;
  private long runMillis;

  private final StreamRecognizer recognizer =
      new StreamRecognizer(window -> window[0], this::decode, Words.TABLE, text::append, () -> now);

  /** Says one word for each second of audio. */
  private List<Integer> decode(float[] audio, List<Integer> prefix) {
    runs.add(audio.length / WINDOW);
    prefixes.add(prefix);
    now = now.plusMillis(runMillis);
    List<Integer> words = Words.tokens("_the _stream _is _open _a _word");
    return words.subList(0, Math.min(words.size(), audio.length / 16_000));
  }

  @Test
  void recognisesNothingInSilence() throws OrtException {
    speak(0, 500);
    recognizer.end();
    assertEquals(List.of(), runs);
  }

  @Test
  void saysWordsWhileTheyAreSpoken() throws OrtException {
    speak(0, 50);
    speak(1, 60);
    assertEquals(" the", text.toString());
    speak(1, 30);
    assertEquals(" the stream", text.toString());
    speak(0, 20);
    assertEquals(" the stream is", text.toString());
  }

  @Test
  void startsEachRunWithWhatIsCertain() throws OrtException {
    speak(1, 100);
    recognizer.end();
    assertEquals(List.of(), prefixes.get(0));
    assertEquals(Words.tokens("_the _stream"), prefixes.get(prefixes.size() - 1));
  }

  @Test
  void hearsALittleOfWhatWasBeforeTheVoice() throws OrtException {
    speak(0, 100);
    speak(1, 40);
    recognizer.end();
    assertEquals(40 + 10, runs.get(runs.size() - 1));
  }

  @Test
  void doesTheSameHoweverTheAudioIsCut() throws OrtException {
    for (int i = 0; i < 60 * WINDOW + 100; i++) {
      recognizer.hear(1);
    }
    recognizer.end();
    assertEquals(61, runs.get(runs.size() - 1));
    assertEquals(" the", text.toString());
  }

  @Test
  void startsAnewAfterAPause() throws OrtException {
    speak(1, 70);
    speak(0, 30);
    speak(1, 70);
    recognizer.end();
    assertEquals(" the stream the stream", text.toString());
  }

  @Test
  void goesOnAfterAForcedCutWithoutLosingAWindow() throws OrtException {
    speak(1, 563);
    int cut = runs.get(runs.size() - 1);
    speak(1, 40);
    recognizer.end();
    assertTrue(cut > 469, "cut at " + cut);
    assertEquals(563 + 40 - cut, runs.get(runs.size() - 1));
    assertTrue(text.toString().startsWith(" the stream is open a word the"), text.toString());
  }

  @Test
  void looksLessOftenWhereItCannotKeepUp() throws OrtException {
    speak(1, 150);
    int fast = runs.size();
    speak(0, 30);
    runs.clear();
    runMillis = 2000;
    speak(1, 150);
    assertTrue(runs.size() <= 4 && fast >= 9, fast + " runs, then " + runs.size());
  }

  @Test
  void looksAsOftenWhereAFewRunsAreSlow() throws OrtException {
    runMillis = 300;
    speak(1, 150);
    assertEquals(9, runs.size());
  }

  private void speak(float voice, int windows) throws OrtException {
    for (int i = 0; i < windows * WINDOW; i++) {
      recognizer.hear(voice);
    }
  }
}
