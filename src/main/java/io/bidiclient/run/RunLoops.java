package io.bidiclient.run;

import io.bidiclient.realtime.RunLoop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The threads that runs share: half as many as processors, as the wire and the audio need the other
 * half. Safe for use from many threads.
 */
public final class RunLoops implements AutoCloseable {
  private static final int COUNT = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final List<RunLoop> loops = Stream.generate(RunLoop::new).limit(COUNT).toList();
  private final AtomicInteger next = new AtomicInteger();

  /** The loop for the next run: each in turn. */
  public RunLoop next() {
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  /** Ends the threads, whatever waits. */
  @Override
  public void close() {
    loops.forEach(RunLoop::close);
  }
}
