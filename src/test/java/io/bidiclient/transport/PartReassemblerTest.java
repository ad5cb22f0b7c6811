package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartReassemblerTest {
  private final PartReassembler reassembler = new PartReassembler();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 100})
  void aMessageIsTheSameInPartsOfAnySize(int size) throws Exception {
    String message = "{\"delta\":\"größer 語 🎧\"}";
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    for (int twice = 0; twice < 2; twice++) {
      int at = 0;
      for (; at + size < bytes.length; at += size) {
        assertEquals(
            Optional.empty(), reassembler.add(Arrays.copyOfRange(bytes, at, at + size), true));
      }
      assertEquals(
          Optional.of(message),
          reassembler.add(Arrays.copyOfRange(bytes, at, bytes.length), false));
    }
  }

  @Test
  void anEmptyLastPartEndsTheMessage() throws Exception {
    assertEquals(Optional.empty(), reassembler.add(bytes("whole"), true));
    assertEquals(Optional.of("whole"), reassembler.add(new byte[0], false));
    assertEquals(Optional.of(""), reassembler.add(new byte[0], false));
  }

  @Test
  void bytesThatAreNoUtf8AreAProtocolError() {
    for (byte[] wrong :
        new byte[][] {{(byte) 0xff}, {'a', (byte) 0xc3}, {(byte) 0xc0, (byte) 0x80}}) {
      TransportException e =
          assertThrows(TransportException.class, () -> reassembler.add(wrong, false));
      assertEquals(TransportException.Category.PROTOCOL, e.category());
      assertTrue(e.getMessage().contains("not UTF-8"), e.getMessage());
    }
  }

  @Test
  void aMessageOfSixteenMebibytesPassesAndOneByteMoreDoesNot() throws Exception {
    byte[] half = new byte[PartReassembler.LARGEST / 2];
    Arrays.fill(half, (byte) 'x');
    reassembler.add(half, true);
    assertEquals(16 * 1024 * 1024, reassembler.add(half, false).orElseThrow().length());

    reassembler.add(half, true);
    reassembler.add(half, true);
    TransportException e =
        assertThrows(TransportException.class, () -> reassembler.add(new byte[1], true));
    assertEquals(TransportException.Category.PROTOCOL, e.category());
    assertTrue(e.getMessage().contains("16 MiB"), e.getMessage());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
