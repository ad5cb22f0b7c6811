package io.bidiclient.realtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final Deadline session = Deadline.of(Deadline.Kind.SESSION, 0, Duration.ofSeconds(15));

  @Test
  void anEndpointWithoutASessionPointsToItsContainer() {
    assertTrue(session.failure("endpoint demo").hint().contains("InferenceAmiVersion"));
  }

  @Test
  void aWebSocketWithoutASessionPointsToItsPath() {
    assertEquals(
        "check the path of --url; vLLM's is /v1/realtime",
        session.failure("ws://gpu:8000/v1/realtime").hint());
  }
}
