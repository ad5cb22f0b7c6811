package io.bidiclient.live;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded pipe from a page to the audio thread: bytes are offered on the event loop, which never
 * waits, and read as a stream, which waits for them.
 */
final class AudioInbox extends InputStream {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock, as all below. */
  private final Deque<byte[]> blocks = new ArrayDeque<>();

  /** Bytes of the first block that were read. */
  private int from;

  private int held;
  private long taken;
  private boolean ended;

  /**
   * An empty pipe.
   *
   * @param capacity bytes that it holds
   */
  AudioInbox(int capacity) {
    this.capacity = capacity;
  }

  /** Takes bytes, or returns false where there is no room for them. After the end they are lost. */
  boolean offer(byte[] bytes) {
    lock.lock();
    try {
      if (ended || bytes.length == 0) {
        return true;
      }
      if (held + bytes.length > capacity) {
        return false;
      }
      blocks.add(bytes);
      held += bytes.length;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** No byte follows; what is held can still be read. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that were read. */
  long taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      while (held == 0) {
        if (ended) {
          return -1;
        }
        changed.awaitUninterruptibly();
      }
      return take(bytes, offset, length);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of what is held; whoever reads is at the end. */
  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      blocks.clear();
      held = 0;
      from = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] bytes, int offset, int length) {
    byte[] first = blocks.getFirst();
    int count = Math.min(length, first.length - from);
    System.arraycopy(first, from, bytes, offset, count);
    from += count;
    held -= count;
    taken += count;
    if (from == first.length) {
      blocks.removeFirst();
      from = 0;
    }
    return count;
  }
}
