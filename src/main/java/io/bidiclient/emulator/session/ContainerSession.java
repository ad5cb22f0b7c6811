package io.bidiclient.emulator.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A container's side of one WebSocket: text messages in, text messages out. The front that carries
 * it asks for messages when there is room for them, so nothing piles up. One thread at a time.
 */
public interface ContainerSession extends AutoCloseable {
  /** Takes a text message. */
  void receive(String message) throws ContainerClosed;

  /** Takes a binary message. */
  void receiveBinary(ByteBuffer message) throws ContainerClosed;

  /** The next message to the client, if there is one now. */
  Optional<String> poll() throws ContainerClosed;

  /** The next message to the client where it is a binary one. */
  default Optional<ByteBuffer> pollBinary() {
    return Optional.empty();
  }

  /** Whether it takes messages now; a session that does not says so when it does again. */
  default boolean takes() {
    return true;
  }

  /** How long the front is to wait before it polls again, zero for not at all. Asked for once. */
  Duration pause();

  /** The client said nothing for the time that the options allow. */
  void idle();

  /** The client closed the WebSocket, or the front is going away. */
  @Override
  void close();
}
