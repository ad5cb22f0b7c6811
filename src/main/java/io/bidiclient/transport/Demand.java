package io.bidiclient.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many items a subscriber still wants: the one place for the arithmetic of Reactive Streams'
 * demand. {@link Long#MAX_VALUE} is "without bound" and stays so (rule 3.17).
 */
public final class Demand {
  private final AtomicLong wanted = new AtomicLong();

  /** Wants {@code more}, a positive number, in addition. */
  public void add(long more) {
    wanted.updateAndGet(now -> now + more < 0 ? Long.MAX_VALUE : now + more);
  }

  /** Takes one away, where there is one. */
  public boolean take() {
    return wanted.getAndUpdate(now -> now == 0 || now == Long.MAX_VALUE ? now : now - 1) > 0;
  }

  /** Whether there is one. */
  public boolean any() {
    return wanted.get() > 0;
  }

  /** Takes away all there is. */
  public long takeAll() {
    return wanted.getAndSet(0);
  }
}
