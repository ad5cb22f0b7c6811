package io.bidiclient.audio.pcm;

import static io.bidiclient.audio.Reading.floats;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PcmDecoderTest {
  private record Case(String hex, List<Float> samples) {}

  /** The least sample, −½, 0, ½ and the greatest of each; the nearest codes to them in G.711. */
  private static final Map<Encoding, Case> CASES = new EnumMap<>(Encoding.class);

  static {
    List<Float> eight = floats(-1, -0.5f, 0, 0.5f, 127 / 128f);
    List<Float> sixteen = floats(-1, -0.5f, 0, 0.5f, 32767 / 32768f);
    List<Float> twentyFour = floats(-1, -0.5f, 0, 0.5f, 8388607 / 8388608f);
    // The greatest of 32 bits that a float holds.
    List<Float> thirtyTwo = floats(-1, -0.5f, 0, 0.5f, 16777215 / 16777216f);
    List<Float> real = floats(-1, -0.5f, 0, 0.5f, 1);
    add(Encoding.U8, "00 40 80 c0 ff", eight);
    add(Encoding.S8, "80 c0 00 40 7f", eight);
    add(Encoding.S16LE, "0080 00c0 0000 0040 ff7f", sixteen);
    add(Encoding.S16BE, "8000 c000 0000 4000 7fff", sixteen);
    add(Encoding.S24LE, "000080 0000c0 000000 000040 ffff7f", twentyFour);
    add(Encoding.S24BE, "800000 c00000 000000 400000 7fffff", twentyFour);
    add(Encoding.S32LE, "00000080 000000c0 00000000 00000040 80ffff7f", thirtyTwo);
    add(Encoding.S32BE, "80000000 c0000000 00000000 40000000 7fffff80", thirtyTwo);
    add(Encoding.F32LE, reals(4, ByteOrder.LITTLE_ENDIAN), real);
    add(Encoding.F32BE, reals(4, ByteOrder.BIG_ENDIAN), real);
    add(Encoding.F64LE, reals(8, ByteOrder.LITTLE_ENDIAN), real);
    add(Encoding.F64BE, reals(8, ByteOrder.BIG_ENDIAN), real);
    add(
        Encoding.MULAW,
        "00 0f ff 8f 80",
        floats(-32124 / 32768f, -16764 / 32768f, 0, 16764 / 32768f, 32124 / 32768f));
    add(
        Encoding.ALAW,
        "2a 25 d5 a5 aa",
        floats(-32256 / 32768f, -16896 / 32768f, 8 / 32768f, 16896 / 32768f, 32256 / 32768f));
  }

  private static void add(Encoding encoding, String hex, List<Float> samples) {
    CASES.put(encoding, new Case(hex, samples));
  }

  private static String reals(int bytes, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(5 * bytes).order(order);
    for (double value : new double[] {-1, -0.5, 0, 0.5, 1}) {
      if (bytes == 4) {
        buffer.putFloat((float) value);
      } else {
        buffer.putDouble(value);
      }
    }
    return HexFormat.of().formatHex(buffer.array());
  }

  @ParameterizedTest
  @EnumSource
  void decodesLeastHalvesZeroAndGreatestExactly(Encoding encoding) {
    Case expected = CASES.get(encoding);
    byte[] bytes = HexFormat.of().parseHex(expected.hex().replace(" ", ""));
    float[] samples = new float[5];

    PcmDecoder.decode(encoding, bytes, 5, samples);

    assertEquals(expected.samples(), Reading.list(samples, 5));
  }

  @Test
  void eightBitsOfG711CoverTheirRangeInSteadySteps() {
    for (Encoding law : EnumSet.of(Encoding.MULAW, Encoding.ALAW)) {
      byte[] codes = new byte[256];
      for (int i = 0; i < 256; i++) {
        codes[i] = (byte) (law == Encoding.MULAW ? 0xff - i : i ^ 0xd5);
      }
      float[] samples = new float[256];
      PcmDecoder.decode(law, codes, 256, samples);
      for (int i = 1; i < 128; i++) {
        float step = samples[i] - samples[i - 1];
        assertEquals(true, step > 0 && step <= 1024 / 32768f, law + " step " + i + " is " + step);
        assertEquals(-samples[i], samples[i + 128], law + " code " + i);
      }
    }
  }

  @Test
  void encodingsAreFoundByTheirLabels() {
    assertEquals(Optional.of(Encoding.S16LE), Encoding.named("s16le"));
    assertEquals(Optional.of(Encoding.MULAW), Encoding.named("MULAW"));
    assertEquals(Optional.empty(), Encoding.named("mp3"));
    assertEquals("f32le", Encoding.F32LE.label());
  }
}
