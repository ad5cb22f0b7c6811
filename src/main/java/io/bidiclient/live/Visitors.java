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
  private final Streaming streaming;
  private final EventLoop loop;
  private final Executor takes;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, PageSession> visits = new HashMap<>();
  private final Map<PageSession, ScheduledFuture<?>> absent = new HashMap<>();

  Visitors(LiveOptions options, Streaming streaming, EventLoop loop, Executor takes) {
    this.options = options;
    this.streaming = streaming;
    this.loop = loop;
    this.takes = takes;
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
    PageSession visit = new PageSession(id(), streaming, loop, takes);
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

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
