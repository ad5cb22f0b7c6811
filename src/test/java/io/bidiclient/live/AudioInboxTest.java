package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AudioInboxTest {
  private final AudioInbox inlet = new AudioInbox(10);

  @Test
  void givesTheBytesInOrderHoweverTheyCame() throws Exception {
    assertTrue(inlet.offer(new byte[] {1, 2, 3}));
    assertTrue(inlet.offer(new byte[] {-4}));
    assertTrue(inlet.offer(new byte[] {5, 6}));
    inlet.end();
    assertEquals(6, inlet.available());
    assertEquals(1, inlet.read());
    assertArrayEquals(new byte[] {2, 3, -4, 5, 6}, inlet.readAllBytes());
    assertEquals(-1, inlet.read());
    assertEquals(6, inlet.taken());
  }

  @Test
  void holdsNoMoreThanItsCapacity() {
    assertTrue(inlet.offer(new byte[10]));
    assertFalse(inlet.offer(new byte[1]));
    assertEquals(4, inlet.read(new byte[4], 0, 4));
    assertTrue(inlet.offer(new byte[4]));
    assertFalse(inlet.offer(new byte[1]));
  }

  @Test
  void aReaderWaitsForBytesAndForTheEnd() throws Exception {
    Future<Integer> first = Await.waiting(inlet::read);
    inlet.offer(new byte[] {7});
    assertEquals(7, first.get(10, TimeUnit.SECONDS));
    Future<byte[]> rest = Await.waiting(inlet::readAllBytes);
    inlet.end();
    assertArrayEquals(new byte[0], rest.get(10, TimeUnit.SECONDS));
  }

  @Test
  void closingWakesAReaderAndTakesNothingMore() throws Exception {
    Future<Integer> read = Await.waiting(() -> inlet.read(new byte[1], 0, 1));
    inlet.close();
    assertEquals(-1, read.get(10, TimeUnit.SECONDS));
    assertTrue(inlet.offer(new byte[100]));
    assertEquals(0, inlet.available());
    assertEquals(0, inlet.taken());
  }
}
