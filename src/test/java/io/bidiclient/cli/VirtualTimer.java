package io.bidiclient.cli;

import io.bidiclient.endpoint.job.StackTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Time that passes only where somebody waits, so that half an hour takes no time. */
final class VirtualTimer implements StackTimer {
  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final TreeMap<Instant, List<Runnable>> due = new TreeMap<>();
  private Instant now;
  private boolean stopped;

  VirtualTimer() {
    this(NOON);
  }

  VirtualTimer(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public void pause(Duration length) throws InterruptedException {
    pass(length);
    if (stopped) {
      throw new InterruptedException();
    }
  }

  @Override
  public void stop() {
    stopped = true;
  }

  /** Lets time pass, and what is due happen in its order. */
  void pass(Duration length) {
    Instant end = now.plus(length);
    while (!due.isEmpty() && !due.firstKey().isAfter(end)) {
      now = due.firstKey();
      due.pollFirstEntry().getValue().forEach(Runnable::run);
    }
    now = end;
  }

  /** Has something happen after a while. */
  void after(double seconds, Runnable deed) {
    Instant at = now.plusMillis(Math.round(seconds * 1000));
    due.computeIfAbsent(at, key -> new ArrayList<>()).add(deed);
  }
}
