package io.bidiclient.live;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is here, and who is waited for because the connection broke. On the server's event loop. */
final class Visitors {
  private static final Logger LOG = LoggerFactory.getLogger(Visitors.class);
  private static final int ID_BYTES = 16;

  private final LiveOptions options;
  private final EventLoop loop;
  private final SecureRandom random = new SecureRandom();
  private final PageSession.Surroundings around;
  private final Map<String, PageSession> visits = new HashMap<>();
  private final Map<PageSession, ScheduledFuture<?>> absent = new HashMap<>();

  /**
   * Nobody yet.
   *
   * @param takes runs each recording, and each look at the endpoint, on a thread of its own
   * @param readers the token of those who read along
   */
  Visitors(
      LiveOptions options,
      Streaming streaming,
      Hosting hosting,
      EventLoop loop,
      Executor takes,
      String readers) {
    this.options = options;
    this.loop = loop;
    Optional<Audience> audience =
        options.viewers() == 0
            ? Optional.empty()
            : Optional.of(
                new Audience(options.viewers(), ReplayLog.MOST_CHARS, streaming.target().label()));
    EndpointStatus endpoint = new EndpointStatus(hosting, loop, takes, this::tellAll);
    this.around =
        new PageSession.Surroundings(
            streaming, loop, takes, hosting, endpoint, audience, audience.map(any -> readers));
    endpoint.check();
  }

  /** Where people read along; empty where nobody may. */
  Optional<Audience> audience() {
    return around.audience();
  }

  /**
   * Lets a page in, to the visit that it had where that is still known; empty when all are taken.
   */
  Optional<PageSession> enter(Channel channel, PageMessage.Hello hello) {
    PageSession known = visits.get(hello.visit());
    if (known != null) {
      Optional.ofNullable(absent.remove(known)).ifPresent(timer -> timer.cancel(false));
      LOG.info("a visitor is back");
      known.attach(channel, true, hello.seen());
      return Optional.of(known);
    }
    if (visits.size() >= options.maxVisitors()) {
      LOG.info("a visitor was turned away: {} are here", visits.size());
      return Optional.empty();
    }
    PageSession visit = new PageSession(id(), around);
    visits.put(visit.id(), visit);
    LOG.info("a visitor came: {} of {}", visits.size(), options.maxVisitors());
    visit.attach(channel, false, -1);
    return Optional.of(visit);
  }

  /** The visitor's connection broke: it is waited for, and its recording with it. */
  void lost(PageSession visit) {
    visit.detach();
    LOG.info("a visitor's connection broke");
    ScheduledFuture<?> timer =
        loop.schedule(() -> leave(visit), options.absence().toMillis(), TimeUnit.MILLISECONDS);
    absent.put(visit, timer);
  }

  /** The visitor left. */
  void leave(PageSession visit) {
    Optional.ofNullable(absent.remove(visit)).ifPresent(timer -> timer.cancel(false));
    if (visits.remove(visit.id(), visit)) {
      LOG.info("a visitor left: {} are here", visits.size());
      visit.leave();
    }
  }

  /** Ends all recordings with what was sent of them. */
  void finish() {
    List.copyOf(visits.values()).forEach(PageSession::finish);
  }

  private void tellAll(String message) {
    visits.values().forEach(visit -> visit.tell(message));
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
