package io.bidiclient.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However a message is cut and whatever it holds, it comes out whole or is refused. */
class PartReassemblerFuzzTest {
  @Property(tries = 2_000)
  void aMessageComesOutAsItWasHoweverItIsCut(@ForAll String text, @ForAll long seed)
      throws TransportException {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(seed);
    PartReassembler parts = new PartReassembler();
    int at = 0;
    while (random.nextInt(4) > 0) {
      int end = at + random.nextInt(whole.length - at + 1);
      assertEquals(Optional.empty(), parts.add(Arrays.copyOfRange(whole, at, end), true));
      at = end;
    }
    byte[] rest = Arrays.copyOfRange(whole, at, whole.length);
    assertEquals(Optional.of(new String(whole, StandardCharsets.UTF_8)), parts.add(rest, false));
  }

  @Property(tries = 2_000)
  void anyBytesAreTextOrRefusedAsTheProtocolsFault(@ForAll byte[] bytes, @ForAll boolean partial) {
    PartReassembler parts = new PartReassembler();
    try {
      Optional<String> text = parts.add(bytes, partial);
      assertEquals(!partial, text.isPresent());
    } catch (TransportException e) {
      assertEquals(TransportException.Category.PROTOCOL, e.category());
    }
  }
}
