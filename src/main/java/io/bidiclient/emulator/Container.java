package io.bidiclient.emulator;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.InstantSource;

/** What stands behind the fronts and opens sessions. Safe for use from many threads. */
interface Container {
  /**
   * Opens a session; it is used on the loop and nowhere else.
   *
   * @param options as this session sees them
   * @param path where the WebSocket leads, with its query, from the slash on
   * @param ready to be called, from any thread, when the session has something to say or takes
   *     messages again
   * @return fails where the container refuses
   */
  Future<ContainerSession> open(
      EventLoop loop, EmulatorOptions options, String path, Runnable ready);

  /** The built-in one: vLLM's protocol, or OpenAI's, before the options' model. */
  static Container builtIn() {
    return (loop, options, path, ready) ->
        loop.newSucceededFuture(
            options.mode() == EmulatorMode.OPENAI
                ? new OpenAiSession(options, ready, InstantSource.system())
                : new VllmSession(options, ready, InstantSource.system()));
  }
}
