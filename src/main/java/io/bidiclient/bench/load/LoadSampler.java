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
  private static final Optional<OperatingSystemMXBean> SYSTEM = system();
  private static final MachineLoad MACHINE =
      new MachineLoad(
          () -> SYSTEM.map(OperatingSystemMXBean::getCpuLoad).orElse(-1.0), System::nanoTime);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ProcessorWait wait = new ProcessorWait();
  private final Map<Long, Long> before = new HashMap<>();
  private final long cpu;
  private final long began = System.nanoTime();

  LoadSampler() {
    for (long id : threads.getAllThreadIds()) {
      before.put(id, threads.getThreadCpuTime(id));
    }
    cpu = cpu();
    // What this tells later is the share since now.
    var unused = MACHINE.share();
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
        MACHINE.share(),
        wait.perSecond(),
        busiest,
        (cpu() - cpu) / 1e9,
        runtime.totalMemory() - runtime.freeMemory(),
        threads.getThreadCount());
  }

  private long cpu() {
    return SYSTEM.map(OperatingSystemMXBean::getProcessCpuTime).orElse(0L);
  }

  private static Optional<OperatingSystemMXBean> system() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
        ? Optional.of(bean)
        : Optional.empty();
  }
}
