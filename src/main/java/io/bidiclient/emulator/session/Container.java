package io.bidiclient.emulator.session;

import io.bidiclient.emulator.config.EmulatorOptions;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** What stands behind the fronts and opens sessions. Safe for use from many threads. */
public interface Container {
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
}
