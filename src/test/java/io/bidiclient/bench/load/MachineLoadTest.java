package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MachineLoadTest {
  @Test
  void stepsThatEndTogetherAreToldTheSame() {
    Iterator<Double> told = List.of(0.5, 0.25, -1.0).iterator();
    AtomicLong clock = new AtomicLong(-7);
    MachineLoad load = new MachineLoad(told::next, clock::get);
    assertEquals(Optional.of(0.5), load.share());
    assertEquals(Optional.of(0.5), load.share());
    clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
    assertEquals(Optional.of(0.25), load.share());
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    assertEquals(Optional.of(0.25), load.share());
    clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
    assertEquals(Optional.empty(), load.share());
  }
}
