package io.bidiclient.audio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToIntFunction;

/**
 * Blocks of samples or bytes that wait between a thread that writes and one that reads, in order;
 * the first may be read in parts. Not safe for several threads: its owner's lock guards it.
 *
 * @param <A> an array type; lengths and counts are in its elements
 */
public final class BlockQueue<A> {
  private final Deque<A> blocks = new ArrayDeque<>();
  private final ToIntFunction<A> length;
  private int takenOfFirst;
  private long held;

  private BlockQueue(ToIntFunction<A> length) {
    this.length = length;
  }

  /** An empty queue of samples. */
  public static BlockQueue<float[]> ofSamples() {
    return new BlockQueue<>(block -> block.length);
  }

  /** An empty queue of bytes. */
  public static BlockQueue<byte[]> ofBytes() {
    return new BlockQueue<>(block -> block.length);
  }

  /** Adds a block, the queue's from now on. Empty ones are left out. */
  public void add(A block) {
    int count = length.applyAsInt(block);
    if (count > 0) {
      blocks.addLast(block);
      held += count;
    }
  }

  /** Elements that wait. */
  public long held() {
    return held;
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** Blocks that wait, the first perhaps in part. */
  public int blocks() {
    return blocks.size();
  }

  /**
   * Moves elements of the first block out; there must be one.
   *
   * @param most how many at most, at least 1
   * @return how many
   */
  public int take(A into, int offset, int most) {
    A first = blocks.getFirst();
    int size = length.applyAsInt(first);
    int count = Math.min(most, size - takenOfFirst);
    System.arraycopy(first, takenOfFirst, into, offset, count);
    takenOfFirst += count;
    held -= count;
    if (takenOfFirst == size) {
      blocks.removeFirst();
      takenOfFirst = 0;
    }
    return count;
  }

  /** Drops what is left of the first block and returns how many elements that were. */
  public int dropFirst() {
    int dropped = length.applyAsInt(blocks.removeFirst()) - takenOfFirst;
    takenOfFirst = 0;
    held -= dropped;
    return dropped;
  }

  /** Drops all that waits. */
  public void clear() {
    blocks.clear();
    takenOfFirst = 0;
    held = 0;
  }
}
