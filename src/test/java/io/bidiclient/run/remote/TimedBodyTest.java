package io.bidiclient.run.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimedBodyTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicInteger cancels = new AtomicInteger();

  @Test
  void theClientEndsWithItsBodyAndOnce() throws IOException {
    TimedBody body = body(Duration.ofMinutes(1));
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3})));
    body.onComplete();
    assertArrayEquals(new byte[] {1, 2, 3}, body.readAllBytes());
    assertEquals(0, ends.get(), "ended before it was closed");
    body.close();
    body.close();
    assertEquals(1, ends.get());
    assertEquals(1, cancels.get());
  }

  @Test
  void aBodyThatStallsIsClosed() {
    TimedBody body = body(Duration.ofMillis(1));
    assertThrows(HttpTimeoutException.class, body::read);
    assertEquals(1, ends.get());
    assertEquals(1, cancels.get());
    assertEquals("it was closed", assertThrows(IOException.class, body::read).getMessage());
  }

  private TimedBody body(Duration patience) {
    TimedBody body = new TimedBody(patience, ends::incrementAndGet);
    body.onSubscribe(
        new Subscription() {
          @Override
          public void request(long pieces) {}

          @Override
          public void cancel() {
            cancels.incrementAndGet();
          }
        });
    return body;
  }
}
