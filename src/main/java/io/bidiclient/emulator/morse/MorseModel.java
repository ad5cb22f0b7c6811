package io.bidiclient.emulator.morse;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads Morse code from a tone between 300 and 1200 Hz at 5 to 40 words a minute, both found by
 * itself. Deterministic, and small enough to follow: {@link Decimator}, {@link ToneBank} and {@link
 * ToneDetector} make tones and gaps of samples, {@link MorseReader} with {@link SpeedEstimator}
 * makes words of those.
 *
 * <p>Tested with white noise over the whole band 6 dB below the tone, with a tone at -40 dB of full
 * scale, and with fading by 12 dB either way within seconds. Some audio reads two ways and always
 * will: a session of nothing but "E" at 5 words a minute sounds as "T" at 15; then the speed nearer
 * to 20 is taken.
 */
public final class MorseModel implements EmulatorModel {
  @Override
  public String about() {
    return "reads Morse code, no speech";
  }

  @Override
  public Utterance begin(Runnable ready) {
    return new Listening();
  }

  /** One utterance: a word goes into the frame that covers the end of its last tone. */
  private static final class Listening implements Utterance {
    private final Queue<MorseWord> words = new ArrayDeque<>();
    private final MorseReader reader = new MorseReader(words::add);
    private final ToneDetector tones = new ToneDetector(reader);
    private long frame;

    @Override
    public void hear(byte[] pcm, int offset, int length) {
      for (int i = offset; i < offset + length; i += 2) {
        tones.sample((short) ((pcm[i] & 0xff) | (pcm[i + 1] << 8)));
      }
    }

    @Override
    public void end() {
      tones.end();
      reader.end();
    }

    @Override
    public Optional<String> frame() {
      frame++;
      StringBuilder text = new StringBuilder();
      while (!words.isEmpty() && words.peek().end() <= frame * ServerFrameClock.FRAME) {
        text.append(' ').append(words.remove().text());
      }
      return Optional.of(text.toString());
    }

    @Override
    public void close() {
      words.clear();
    }
  }
}
