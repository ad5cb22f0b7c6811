package io.bidiclient.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebSocketErrorsTest {
  /** What the JDK throws when the peer goes depends on which of its threads notices first. */
  static Stream<Throwable> closed() {
    return Stream.of(
        new ClosedChannelException(),
        new CompletionException(new ClosedChannelException()),
        new IOException("lost", new ClosedChannelException()),
        new EOFException(),
        new IOException("closed output"));
  }

  @ParameterizedTest
  @MethodSource("closed")
  void aConnectionThatThePeerClosesIsOneFailure(Throwable thrown) {
    TransportException failure = WebSocketErrors.failure("lost ws://h", thrown);
    assertEquals("lost ws://h: the connection was closed", failure.getMessage());
    assertEquals(Category.NETWORK, failure.category());
  }
}
