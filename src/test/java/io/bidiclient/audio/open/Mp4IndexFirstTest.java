package io.bidiclient.audio.open;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.ByteRanges;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4IndexFirstTest {
  private static final byte[] TYPE = box("ftyp", "isom----".getBytes(StandardCharsets.US_ASCII));
  private static final byte[] FREE = box("free", new byte[20]);
  private static final byte[] SOUND = box("mdat", random(200_000));
  private static final byte[] TAIL = box("free", random(300));

  /** A file in memory, and the places that it was asked for. */
  private static final class Bytes implements ByteRanges {
    private final byte[] all;
    private final List<Long> asked = new ArrayList<>();
    private int most = Integer.MAX_VALUE;

    Bytes(byte[]... parts) {
      all = joined(parts);
    }

    @Override
    public long length() {
      return all.length;
    }

    @Override
    public Optional<InputStream> from(long place) {
      asked.add(place);
      int from = (int) place;
      int count = Math.min(most, all.length - from);
      return Optional.of(new ByteArrayInputStream(all, from, count));
    }
  }

  @Test
  void theIndexComesFirstAndItsPlacesMoveByItsSize() throws IOException {
    int sound = TYPE.length + FREE.length + 8;
    byte[] index = index(places("stco", sound, sound + 70_000), longPlaces(sound + 199_999));
    int moved = index.length;
    byte[] wanted =
        index(
            places("stco", sound + moved, sound + moved + 70_000),
            longPlaces(sound + moved + 199_999));
    Bytes file = new Bytes(TYPE, FREE, SOUND, index, TAIL);
    try (InputStream in = Mp4IndexFirst.of(file).orElseThrow()) {
      assertArrayEquals(joined(TYPE, wanted, FREE, SOUND, TAIL), in.readAllBytes());
    }
    long at = (long) TYPE.length + FREE.length + SOUND.length;
    assertEquals(List.of(0L, at, (long) TYPE.length, at + moved), file.asked);
  }

  @Test
  void placesBehindTheIndexStayAndSizesOf64BitsAreRead() throws IOException {
    byte[] more = box("mdat", random(90_000));
    byte[] wide = wideBox("mdat", random(80_000));
    int behind = TYPE.length + wide.length + index(places("stco", 0, 0)).length + 8;
    byte[] index = index(places("stco", TYPE.length + 16, behind));
    byte[] wanted = index(places("stco", TYPE.length + 16 + index.length, behind));
    Bytes file = new Bytes(TYPE, wide, index, more);
    try (InputStream in = Mp4IndexFirst.of(file).orElseThrow()) {
      assertArrayEquals(joined(TYPE, wanted, wide, more), in.readAllBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "compressed", "torn", "overflow", "long", "zero"})
  void whatIsOddIsLeftToOthers(String what) throws IOException {
    byte[] torn = places("stco", 1, 2);
    torn[15] = 99;
    byte[] zero = SOUND.clone();
    Arrays.fill(zero, 0, 4, (byte) 0);
    Bytes file =
        switch (what) {
          case "none" -> new Bytes(TYPE, SOUND);
          case "compressed" -> new Bytes(TYPE, SOUND, box("moov", box("cmov", new byte[9])));
          case "torn" -> new Bytes(TYPE, SOUND, index(torn));
          case "long" -> new Bytes(TYPE, SOUND, box("moov", box("trak", new byte[] {9, 9, 9, 9})));
          case "overflow" -> new Bytes(TYPE, SOUND, Arrays.copyOf(index(places("stco", 1, 2)), 50));
          default -> new Bytes(TYPE, zero, index(places("stco", 1, 2)));
        };
    assertTrue(Mp4IndexFirst.of(file).isEmpty() != what.equals("long"), what + " " + file.asked);
  }

  @Test
  void aFileThatGrowsShorterIsNoEnd() throws IOException {
    Bytes file = new Bytes(TYPE, SOUND, index(places("stco", TYPE.length + 8)));
    InputStream in = Mp4IndexFirst.of(file).orElseThrow();
    file.most = 1_000;
    assertThrows(IOException.class, in::readAllBytes);
  }

  private static byte[] index(byte[]... tables) {
    return box(
        "moov",
        box("mvhd", new byte[100]),
        box("trak", box("mdia", box("minf", box("stbl", joined(tables))))));
  }

  private static byte[] places(String type, int... places) {
    ByteBuffer table = ByteBuffer.allocate(8 + 4 * places.length).putInt(0).putInt(places.length);
    Arrays.stream(places).forEach(table::putInt);
    return box(type, table.array());
  }

  private static byte[] longPlaces(long place) {
    return box("co64", ByteBuffer.allocate(16).putInt(0).putInt(1).putLong(place).array());
  }

  private static byte[] box(String type, byte[]... parts) {
    byte[] inside = joined(parts);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + inside.length)
        .putInt(8 + inside.length)
        .put(name)
        .put(inside)
        .array();
  }

  private static byte[] wideBox(String type, byte[] inside) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(16 + inside.length)
        .putInt(1)
        .put(name)
        .putLong(16 + inside.length)
        .put(inside)
        .array();
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
