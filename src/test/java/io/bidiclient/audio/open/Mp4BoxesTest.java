package io.bidiclient.audio.open;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp4BoxesTest {
  @ParameterizedTest
  @CsvSource({
    "ftyp:16 moov:900, false",
    "ftyp:16 mdat:900, true",
    "ftyp:16 free:0 wide:0 mdat:900, true",
    "ftyp:16 free:60000 moov:900, false",
    "ftyp:16 free:60000 mdat:9, true",
    // Too far away to be looked for: ffmpeg may find it.
    "ftyp:16 free:70000 mdat:9, false",
    "ftyp:16 free:40000 free:40000 mdat:9, false",
    "ftyp:16 moof:50 mdat:900, false",
    "ftyp:16, false",
    "'', false"
  })
  void tellsWhetherTheIndexIsBehindTheSound(String boxes, boolean expected) throws IOException {
    assertEquals(expected, Mp4Boxes.endWithIndex(new ByteArrayInputStream(write(boxes, false))));
  }

  @ParameterizedTest
  @CsvSource({"ftyp:16 free:70 mdat:900, true", "ftyp:16 free:70 moov:900, false"})
  void readsSizesOf64Bits(String boxes, boolean expected) throws IOException {
    assertEquals(expected, Mp4Boxes.endWithIndex(new ByteArrayInputStream(write(boxes, true))));
  }

  @ParameterizedTest
  @CsvSource({"4", "7", "2147483647", "-1"})
  void sizesThatCannotBeEndTheLook(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(size);
    out.writeBytes("ftypM4A ");
    assertEquals(
        false,
        Mp4Boxes.endWithIndex(new ByteArrayInputStream(bytes.toByteArray())),
        "size " + size);
  }

  private static byte[] write(String boxes, boolean wide) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (String box : boxes.isEmpty() ? new String[0] : boxes.split(" ", -1)) {
      int length = Integer.parseInt(box.substring(5));
      out.writeInt(wide ? 1 : 8 + length);
      out.write(box.substring(0, 4).getBytes(StandardCharsets.US_ASCII));
      if (wide) {
        out.writeLong(16 + length);
      }
      out.write(new byte[length]);
    }
    return bytes.toByteArray();
  }
}
