package io.bidiclient.live;

import io.bidiclient.audio.BlockInputStream;
import io.bidiclient.audio.BlockQueue;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded pipe from a page to the audio thread: bytes are offered on the event loop, which never
 * waits, and read as a stream, which waits for them.
 */
final class AudioInbox extends BlockInputStream {
  /**
   * Bytes that a page may send beyond what was read on: about ten seconds of a microphone at 48
   * kHz.
   */
  static final int WINDOW = 1 << 20;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock, as all below. */
  private final BlockQueue<byte[]> blocks = BlockQueue.ofBytes();

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
      if (blocks.held() + bytes.length > capacity) {
        return false;
      }
      blocks.add(bytes);
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
  public int read(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      while (blocks.isEmpty()) {
        if (ended) {
          return -1;
        }
        changed.awaitUninterruptibly();
      }
      int count = blocks.take(bytes, offset, length);
      taken += count;
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return (int) blocks.held();
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
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
