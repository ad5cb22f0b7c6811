package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.timing.PauseTracker;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of 200 ms, 60 ms apart, eight in a row and then a pause, with something under them. */
class SessionRolloverTest {
  private static final int MS = 16;
  private static final int WORD = 200 * MS;
  private static final int SECONDS = 60;

  private final Random random = new Random(1);
  private final double[] audio = new double[SECONDS * 1_000 * MS];
  private final boolean[] spoken = new boolean[audio.length];

  private SessionRolloverTest speech(int pause, double level) {
    int at = 400 * MS;
    for (int word = 0; at + WORD < audio.length; word++) {
      for (int i = at; i < at + WORD; i++) {
        audio[i] += level * Math.sin(i * 0.7);
        spoken[i] = true;
      }
      at += WORD + (word % 8 == 7 ? pause : 60) * MS;
    }
    return this;
  }

  private SessionRolloverTest noise(double level) {
    for (int i = 0; i < audio.length; i++) {
      audio[i] += level * random.nextGaussian();
    }
    return this;
  }

  /** Beats that die away, so many milliseconds apart. */
  private SessionRolloverTest drums(int apart) {
    for (int beat = 0; beat + 90 * MS < audio.length; beat += apart * MS) {
      for (int i = 0; i < 90 * MS; i++) {
        audio[beat + i] += 0.12 * Math.exp(-i * 25 / 16_000.0) * Math.sin(i * 0.043);
      }
    }
    return this;
  }

  /**
   * How many of the places where a chunk ends, the first word's behind them, are pauses: none is
   * near a word.
   */
  private int pauses(int chunkMs) {
    int samples = chunkMs * MS;
    ReplayBuffer buffer = new ReplayBuffer();
    PauseTracker tracker = new PauseTracker();
    int pauses = 0;
    for (int start = 0; start + samples <= audio.length; start += samples) {
      byte[] pcm = new byte[2 * samples];
      for (int i = 0; i < samples; i++) {
        int value = (int) Math.round(Math.max(-1, Math.min(1, audio[start + i])) * 32_767);
        pcm[2 * i] = (byte) value;
        pcm[2 * i + 1] = (byte) (value >> 8);
      }
      AudioChunk chunk = new AudioChunk(start, pcm);
      double level = chunk.levelDbfs();
      buffer.add(new ReplayBuffer.Entry(chunk, level, true, false, tracker.quietAfter(chunk)));
      if (start > 400 * MS && SessionRollover.isPause(chunk.end(), buffer)) {
        pauses++;
        int cut = (int) chunk.end();
        for (int i = Math.max(0, cut - 280 * MS); i < cut - 5 * MS; i++) {
          assertFalse(spoken[i], "a word at " + i / MS + " ms before a cut at " + cut / MS);
        }
      }
    }
    return pauses;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 50, 80, 100})
  void cutsInPausesWhateverTheChunks(int chunkMs) {
    int pauses = speech(700, 0.2).noise(0.0006).pauses(chunkMs);
    assertTrue(pauses >= 22, pauses + " pauses");
  }

  @Test
  void cutsInPausesThatAreNoise() {
    // The noise is 12 dB below the speech.
    assertTrue(speech(700, 0.2).noise(0.035).pauses(80) >= 22);
  }

  @Test
  void takesTheGapBetweenTwoBeatsForNoPause() {
    assertEquals(0, speech(900, 0.14).noise(0.0006).drums(250).pauses(80));
  }

  @Test
  void takesTheEdgeOfAWordUnderSlowerBeatsForNoPause() {
    assertTrue(speech(900, 0.14).noise(0.0006).drums(500).pauses(80) > 0);
  }

  @Test
  void takesTheGapsOfUnbrokenSpeechForNoPause() {
    assertEquals(0, speech(60, 0.2).noise(0.0006).pauses(80));
  }

  @Test
  void takesAQuieterSpeakerForNoPause() {
    speech(60, 0.02).noise(0.0006);
    for (int i = audio.length / 2; i < audio.length; i++) {
      audio[i] *= 10;
    }
    assertEquals(0, pauses(80));
  }

  @Test
  void findsNothingCertainInNoiseAlone() {
    assertEquals(0, noise(0.02).pauses(80));
  }
}
