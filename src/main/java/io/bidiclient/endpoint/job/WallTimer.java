package io.bidiclient.endpoint.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The machine's own time. */
public final class WallTimer implements StackTimer {
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void pause(Duration length) throws InterruptedException {
    if (stopped.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("asked to stop");
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }
}
