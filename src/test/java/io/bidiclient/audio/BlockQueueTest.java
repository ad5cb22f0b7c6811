package io.bidiclient.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BlockQueueTest {
  private final BlockQueue<float[]> queue = BlockQueue.ofSamples();

  @Test
  void blocksComeOutInOrderAndInParts() {
    queue.add(new float[] {1, 2, 3});
    queue.add(new float[0]);
    queue.add(new float[] {4});
    float[] out = new float[5];
    assertEquals(4, queue.held());
    assertEquals(2, queue.blocks());
    assertEquals(2, queue.take(out, 1, 2));
    assertEquals(1, queue.take(out, 3, 2));
    assertEquals(1, queue.take(out, 4, 9));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4}, out);
    assertTrue(queue.isEmpty());
    assertEquals(0, queue.held());
  }

  @Test
  void droppingCountsWhatWasLeftOfABlock() {
    queue.add(new float[] {1, 2, 3});
    queue.add(new float[] {4, 5});
    queue.take(new float[1], 0, 1);
    assertEquals(2, queue.dropFirst());
    assertEquals(2, queue.held());
    float[] next = new float[1];
    queue.take(next, 0, 1);
    assertEquals(4, next[0]);
    queue.clear();
    assertEquals(0, queue.held());
    queue.add(new float[] {6});
    assertEquals(1, queue.take(next, 0, 1));
    assertEquals(6, next[0]);
  }
}
