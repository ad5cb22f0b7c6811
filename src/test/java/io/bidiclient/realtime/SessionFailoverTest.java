package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.Scheduler;
import io.bidiclient.realtime.session.SessionConnection;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.realtime.session.Warning;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionFailoverTest {
  private final FakeTransport transport = new FakeTransport();
  private final List<String> warnings = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private long now;
  private final Scheduler scheduler =
      new QueueScheduler(() -> now, () -> Instant.EPOCH.plusNanos(now));

  private SessionFailover relay(int retries, Duration longest) {
    SessionSettings settings = SessionSettings.of("fake", "m", Timeouts.DEFAULT);
    Backoff second = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 1);
    return new SessionFailover(
        owner -> new SessionConnection(transport, settings, owner, scheduler, () -> now),
        new RetryPolicy(retries, second, longest),
        new TranscriptionListener() {
          @Override
          public void heard(String words, long samples) {
            text.append(words);
          }

          @Override
          public void done(ServerEvent.Done done) {
            // The text is asserted as it is heard.
          }

          @Override
          public void warned(Warning warning) {
            warnings.add(warning.code());
          }

          @Override
          public boolean isClosed() {
            return false;
          }
        },
        () -> now);
  }

  private void settle(SessionFailover relay) {
    relay.proceed();
    for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
      task.get().run();
      relay.proceed();
    }
  }

  private Optional<Runnable> next() {
    try {
      return scheduler.next(now);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the test", e);
    }
  }

  private void hear(SessionFailover relay, String drawing) {
    ChunkLevels.of(drawing).forEach(relay::audio);
    settle(relay);
  }

  @Test
  void reconnectsAfterItsWaitAndSendsAgainWhatWasNotHeard() {
    SessionFailover relay = relay(1, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(relay, "####");
    transport.wire(0).fails(Category.NETWORK);
    settle(relay);
    assertEquals(1, transport.count());
    assertEquals(List.of("retry"), warnings);

    now += Duration.ofSeconds(1).toNanos();
    settle(relay);
    transport.wire(1).created();
    settle(relay);
    assertEquals(4, transport.wire(1).appends());

    relay.audioEnded();
    settle(relay);
    transport.wire(1).delta(" one").done(" one");
    settle(relay);
    assertEquals(" one", text.toString());
    assertEquals(Optional.of(new Outcome.Completed()), relay.outcome());
  }

  @Test
  void givesUpWhenItsRetriesAreSpent() {
    SessionFailover relay = relay(0, Duration.ofMinutes(25));
    transport.wire(0).fails(Category.THROTTLED);
    settle(relay);
    assertInstanceOf(Outcome.Failed.class, relay.outcome().orElseThrow());
    assertEquals(1, transport.count());
  }

  @Test
  void neverRetriesWhatAnotherSessionCannotMend() {
    for (Category category : List.of(Category.AUTH, Category.ENDPOINT, Category.PROTOCOL)) {
      SessionFailover relay = relay(5, Duration.ofMinutes(25));
      transport.wire(transport.count() - 1).fails(category);
      settle(relay);
      assertTrue(relay.outcome().isPresent(), category.toString());
    }
  }

  @Test
  void printsTheOldSessionsTextBeforeTheNewOnes() {
    SessionFailover relay = relay(0, Duration.ofSeconds(2));
    transport.wire(0).created();
    hear(relay, "##########......##########");
    assertEquals(2, transport.count());
    transport.wire(1).created();
    settle(relay);
    relay.audioEnded();
    settle(relay);

    transport.wire(1).delta(" two").done(" two");
    settle(relay);
    assertEquals("", text.toString());
    transport.wire(0).delta(" one").done(" one");
    settle(relay);
    assertEquals(" one two", text.toString());
    assertEquals(Optional.of(new Outcome.Completed()), relay.outcome());
    assertEquals(26, transport.wire(0).appends() + transport.wire(1).appends());
  }

  @Test
  void aSuccessorThatIsRefusedDoesNotCutTheSessionBeforeItShort() {
    SessionFailover relay = relay(0, Duration.ofSeconds(2));
    transport.wire(0).created();
    hear(relay, "##########......##########");
    transport.wire(1).fails(Category.ENDPOINT);
    settle(relay);
    assertEquals(Optional.empty(), relay.outcome());

    transport.wire(0).delta(" one").done(" one");
    settle(relay);
    assertEquals(" one", text.toString());
    assertInstanceOf(Outcome.Failed.class, relay.outcome().orElseThrow());
  }

  @Test
  void finishesEarlyWithWhatWasSent() {
    SessionFailover relay = relay(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(relay, "####");
    relay.finishEarly();
    settle(relay);
    transport.wire(0).delta(" one").done(" one");
    settle(relay);
    assertEquals(Optional.of(new Outcome.Completed()), relay.outcome());
    assertEquals(" one", text.toString());
  }

  @Test
  void finishesEarlyAtOnceWhereNoSessionIsOpen() {
    SessionFailover relay = relay(5, Duration.ofMinutes(25));
    transport.wire(0).created();
    hear(relay, "####");
    transport.wire(0).fails(Category.NETWORK);
    settle(relay);
    relay.finishEarly();
    assertInstanceOf(Outcome.Partial.class, relay.outcome().orElseThrow());
  }
}
