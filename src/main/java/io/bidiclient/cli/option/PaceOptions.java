package io.bidiclient.cli.option;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast audio is sent. */
@Command(description = "Pace")
public final class PaceOptions {
  /** Audio of a microphone that waits rather than is dropped. */
  private static final Duration MICROPHONE = Duration.ofSeconds(60);

  private static final Duration SHORTEST_LIVE = Duration.ofSeconds(2);
  private static final Duration LONGEST_LIVE = Duration.ofMinutes(1);

  /** What a model must have been sent before it says that it has heard anything, and some more. */
  private static final Duration LEAST_WINDOW = Duration.ofMillis(800);

  private static final Duration LEAST_WAITING = Duration.ofMillis(100);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--pace",
      paramLabel = "PACE",
      defaultValue = "auto",
      description =
          "auto: as fast as the model hears; realtime: as spoken; max: as fast as the wire takes"
              + " it (default: ${DEFAULT-VALUE}).")
  public Pace pace;

  @Option(
      names = "--ahead",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How far auto may be ahead of the model (default: ${DEFAULT-VALUE}).")
  Duration ahead;

  @Option(
      names = "--live",
      paramLabel = "TIME",
      description = "Drop the oldest audio of a pipe or a microphone that would be later than so.")
  public Optional<Duration> live = Optional.empty();

  /** Refuses values that make no sense. */
  public void check() {
    if (live.filter(t -> t.compareTo(SHORTEST_LIVE) < 0 || t.compareTo(LONGEST_LIVE) > 0)
        .isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              "--live takes a time from %s to %s, not %s",
              Durations.format(SHORTEST_LIVE),
              Durations.format(LONGEST_LIVE),
              Durations.format(live.get())));
    }
  }

  /** The same for a microphone, which paces itself. */
  public PaceOptions ofMicrophone() {
    PaceOptions own = new PaceOptions();
    own.pace = Pace.MAX;
    own.ahead = ahead;
    own.live = live;
    return own;
  }

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

  /** How much of it may have been sent and not heard. */
  private static Duration window(Duration live, int chunkMillis) {
    Duration least = LEAST_WINDOW.plusMillis(chunkMillis);
    Duration half = live.dividedBy(2);
    return half.compareTo(least) < 0 ? least : half;
  }

  private static long samples(Duration time) {
    return time.toMillis() * AudioChunk.RATE / 1000;
  }
}
