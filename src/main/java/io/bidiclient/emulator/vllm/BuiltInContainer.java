package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.session.Container;
import io.bidiclient.emulator.session.ContainerSession;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.InstantSource;

/** The container in this process: vLLM's protocol, or OpenAI's, before the options' model. */
public final class BuiltInContainer implements Container {
  private final InstantSource clock = InstantSource.system();

  @Override
  public Future<ContainerSession> open(
      EventLoop loop, EmulatorOptions options, String path, Runnable ready) {
    return loop.newSucceededFuture(
        options.mode() == EmulatorMode.OPENAI
            ? new OpenAiSession(options, ready, clock)
            : new VllmSession(options, ready, clock));
  }
}
