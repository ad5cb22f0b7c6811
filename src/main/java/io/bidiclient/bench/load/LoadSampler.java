package io.bidiclient.bench.load;

import com.sun.management.OperatingSystemMXBean;
import io.bidiclient.bench.measure.ClientLoad;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Measures what this process and its machine do, from its making on. */
final class LoadSampler {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Optional<OperatingSystemMXBean> system = system();
  private final ProcessorWait wait = new ProcessorWait();
  private final Map<Long, Long> before = new HashMap<>();
  private final long cpu;
  private final long began = System.nanoTime();

  LoadSampler() {
    for (long id : threads.getAllThreadIds()) {
      before.put(id, threads.getThreadCpuTime(id));
    }
    cpu = cpu();
    // What this tells is the share since it was asked before.
    system.ifPresent(OperatingSystemMXBean::getCpuLoad);
  }

  /** The load since then. */
  ClientLoad load() {
    double nanos = Math.max(1, System.nanoTime() - began);
    double busiest = 0;
    for (long id : threads.getAllThreadIds()) {
      long spent = threads.getThreadCpuTime(id) - before.getOrDefault(id, 0L);
      busiest = Math.max(busiest, spent / nanos);
    }
    Runtime runtime = Runtime.getRuntime();
    return new ClientLoad(
        system.map(OperatingSystemMXBean::getCpuLoad).filter(share -> share >= 0),
        wait.perSecond(),
        busiest,
        (cpu() - cpu) / 1e9,
        runtime.totalMemory() - runtime.freeMemory(),
        threads.getThreadCount());
  }

  private long cpu() {
    return system.map(OperatingSystemMXBean::getProcessCpuTime).orElse(0L);
  }

  private static Optional<OperatingSystemMXBean> system() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
        ? Optional.of(bean)
        : Optional.empty();
  }
}
