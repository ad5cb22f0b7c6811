package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.config.Capacity;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.session.Container;
import io.bidiclient.emulator.session.ContainerSession;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The container in this process: vLLM's protocol, or OpenAI's, before the options' model. */
public final class BuiltInContainer implements Container {
  private final InstantSource clock = InstantSource.system();
  private final Optional<FrameScheduler> accelerator;

  /**
   * A container.
   *
   * @param capacity what all its sessions share, if there is a limit
   * @param timers keeps the accelerator's time
   */
  public BuiltInContainer(Optional<Capacity> capacity, ScheduledExecutorService timers) {
    FrameScheduler.Timer timer =
        (delay, action) -> {
          var unused = timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        };
    this.accelerator = capacity.map(limit -> new FrameScheduler(limit, System::nanoTime, timer));
  }

  @Override
  public Future<ContainerSession> open(
      EventLoop loop, EmulatorOptions options, String path, Runnable ready) {
    return loop.newSucceededFuture(
        options.mode() == EmulatorMode.OPENAI
            ? new OpenAiSession(options, ready, clock, accelerator)
            : new VllmSession(options, ready, clock, accelerator));
  }
}
