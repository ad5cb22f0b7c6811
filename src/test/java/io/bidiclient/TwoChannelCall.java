package io.bidiclient;

import io.bidiclient.morse.MorseKeyer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A call of two people, each on a channel of their own, in Morse code of 16 kHz. */
final class TwoChannelCall {
  static final MorseKeyer KEYER = MorseKeyer.usual().atWpm(30);

  /** The two alternate, and one speaks while the other does. */
  static final MorseKeyer.Keyed LEFT = KEYER.key("WHO IS IT NOW", 0.5, 1);

  static final MorseKeyer.Keyed RIGHT = KEYER.atTone(700).key("YES AND YOU KNOW ME", 2, 1);

  /**
   * The transcript of {@link #LEFT} and {@link #RIGHT}. YES falls into the first turn, whose words
   * are less than a breath apart, and waits.
   */
  static final String TEXT =
      """
      [1] WHO IS IT
      [2] YES AND
      [1] NOW
      [2] YOU KNOW ME
      """;

  private TwoChannelCall() {}

  /** Writes both as the channels of a file. */
  static Path write(Path folder) throws Exception {
    return write(folder, LEFT, RIGHT);
  }

  static Path write(Path folder, MorseKeyer.Keyed... channels) throws Exception {
    Path file = folder.resolve("call.wav");
    float[][] samples =
        Arrays.stream(channels).map(MorseKeyer.Keyed::samples).toArray(float[][]::new);
    MorseFile.write(file, 16_000, MorseFile.Form.S16, samples);
    return file;
  }

  /** PCM16 of both channels, as long as the longer. */
  static List<byte[]> pcm() {
    byte[] left = LEFT.pcm16();
    byte[] right = RIGHT.pcm16();
    int length = Math.max(left.length, right.length);
    return List.of(Arrays.copyOf(left, length), Arrays.copyOf(right, length));
  }

  /** PCM16 of both channels, frame by frame. */
  static byte[] interleaved() {
    List<byte[]> channels = pcm();
    ByteBuffer all = ByteBuffer.allocate(2 * channels.get(0).length);
    for (int i = 0; i < channels.get(0).length; i += 2) {
      for (byte[] channel : channels) {
        all.put(channel, i, 2);
      }
    }
    return all.array();
  }
}
