package io.bidiclient.run.settings;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.realtime.protocol.FrameClock;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast audio is sent.
 *
 * @param pace the rule
 * @param ahead how far {@link Pace#AUTO} may be ahead of the model
 * @param live the most that a pipe or a microphone may be late before its oldest audio is dropped;
 *     nothing of a pipe is dropped when absent
 */
public record PaceSettings(Pace pace, Duration ahead, Optional<Duration> live) {
  /** Audio of a microphone that waits rather than is dropped. */
  private static final Duration MICROPHONE = Duration.ofSeconds(60);

  /** What a model must have been sent before it reports any progress, and some more. */
  private static final Duration LEAST_WINDOW = Duration.ofMillis(800);

  private static final Duration LEAST_WAITING = Duration.ofMillis(100);

  /** The same for a microphone, which paces itself. */
  public PaceSettings ofMicrophone() {
    return new PaceSettings(Pace.MAX, ahead, live);
  }

  /** The pacer for chunks of so many milliseconds. */
  public Pacer pacer(int chunkMillis) {
    return live.isPresent()
        ? new Pacer(Pace.MAX, 0, samples(window(live.get(), chunkMillis)))
        : new Pacer(pace, samples(ahead));
  }

  /** How much of a live input may wait before it is sent; more is dropped. */
  public Duration waiting(int chunkMillis) {
    Duration inHand = Duration.ofMillis(2L * chunkMillis);
    return live.map(all -> all.minus(window(all, chunkMillis)).minus(inHand))
        .map(rest -> rest.compareTo(LEAST_WAITING) < 0 ? LEAST_WAITING : rest)
        .orElse(MICROPHONE);
  }

  /** How much of it may have been sent and not yet processed by the model. */
  private static Duration window(Duration live, int chunkMillis) {
    Duration least = LEAST_WINDOW.plusMillis(chunkMillis);
    Duration half = live.dividedBy(2);
    return half.compareTo(least) < 0 ? least : half;
  }

  private static long samples(Duration time) {
    return FrameClock.samples(time);
  }
}
