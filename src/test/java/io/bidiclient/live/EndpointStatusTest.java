package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That the page is ready when the endpoint is, in a time that is turned by hand. */
class EndpointStatusTest {
  private static final Problem NO_CREDENTIALS =
      new Problem(ExitCode.AUTH, "no credentials", "log in");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Queue<Optional<Problem>> answers = new ArrayDeque<>();
  private final Queue<Runnable> probes = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private final List<Problem> reported = new ArrayList<>();
  private final EndpointStatus status =
      new EndpointStatus(new Scripted(), channel.eventLoop(), probes::add, told::add);

  @Test
  void isReadyOnceASessionCouldBeOpened() {
    channel.freezeTime();
    status.check();
    assertTrue(status.message().contains("\"state\":\"checking\""), status.message());
    answer(Optional.of(NO_CREDENTIALS));
    assertEquals(
        "{\"type\":\"endpoint\",\"state\":\"failed\",\"message\":\"no credentials\",\"hint\":\"log"
            + " in\"}",
        status.message());
    pass(9);
    assertEquals(0, probes.size());
    pass(1);
    answer(Optional.of(NO_CREDENTIALS));
    pass(10);
    answer(Optional.empty());
    assertTrue(status.message().contains("\"state\":\"ready\""), status.message());
    pass(60);
    assertEquals(0, probes.size());
    // Each change once.
    assertEquals(2, told.size());
    assertEquals(List.of(NO_CREDENTIALS), reported);
  }

  @Test
  void asksOnceAtATime() {
    status.check();
    status.check();
    assertEquals(1, probes.size());
    answer(Optional.empty());
    status.check();
    assertEquals(1, probes.size());
  }

  private void answer(Optional<Problem> problem) {
    answers.add(problem);
    probes.remove().run();
    channel.runPendingTasks();
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runPendingTasks();
  }

  private final class Scripted implements Hosting {
    @Override
    public Optional<Problem> probe() {
      return answers.remove();
    }

    @Override
    public void report(Problem problem) {
      reported.add(problem);
    }
  }
}
