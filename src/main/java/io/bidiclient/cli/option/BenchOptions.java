package io.bidiclient.cli.option;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.bench.BenchSettings;
import io.bidiclient.bench.report.BenchOutput;
import io.bidiclient.bench.search.Budget;
import io.bidiclient.bench.search.Gates;
import io.bidiclient.cli.value.EnumReader;
import io.bidiclient.cli.value.PercentReader;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.run.settings.PaceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How much load is made, what must hold, and where the report goes. */
@Command(description = "Load")
public final class BenchOptions {
  private static final String AUTO = "auto";
  private static final int MOST = 10_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--streams", paramLabel = "N", description = "Streams at once (default: 1).")
  private Optional<Integer> streams;

  @Option(
      names = "--ramp",
      paramLabel = "N,N...|auto",
      description =
          "Streams of one step after another, or auto to search for the largest number that holds"
              + " all gates.")
  private Optional<String> ramp;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      description =
          "How long each stream of a step sends (default: --for shared by the steps, or 30s).")
  private Optional<Duration> step;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "Longest time in all (default: what the steps need; 30m for a search).")
  private Optional<Duration> longest;

  @Option(
      names = "--max-streams",
      paramLabel = "N",
      defaultValue = "256",
      description = "Most streams that a search tries (default: ${DEFAULT-VALUE}).")
  private int mostStreams;

  @Option(
      names = "--price",
      paramLabel = "AMOUNT",
      description = "Price of an instance hour: tells what an audio hour costs.")
  private Optional<Double> price;

  @Option(
      names = "--max-cost",
      paramLabel = "AMOUNT",
      description = "Begin no step that would bring the instance hours above this; needs --price.")
  private Optional<Double> mostCost;

  @Option(
      names = "--max-lag-p95",
      paramLabel = "TIME",
      description = "Gate: highest 95th percentile of the lag.")
  private Optional<Duration> maxLag;

  @Option(
      names = "--max-wer-rise",
      paramLabel = "PERCENT",
      converter = PercentReader.class,
      description =
          "Gate: how much higher than a single stream's the word error rate may be, as 0.5%%.")
  private Optional<Double> maxRise;

  @Option(
      names = "--against",
      paramLabel = "TARGET",
      description =
          "Compare with another: an endpoint's name, its URL (ws, wss, http or https),"
              + " variant=NAME or model=NAME.")
  private Optional<String> against;

  @Option(
      names = "--streams-per-connection",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Streams that share an HTTP/2 connection at most (default: ${DEFAULT-VALUE}); a server"
              + " may allow fewer.")
  private int perConnection;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description = "The text of the only input, in UTF-8.")
  private Optional<Path> reference;

  @Option(names = "--number-words", description = "Compare English number words as digits.")
  private boolean numberWords;

  @Option(
      names = "--output",
      paramLabel = "FORM[=FILE]",
      converter = OutputChoiceReader.class,
      description = "Report as text, json, csv, junit or html; repeatable (default: text).")
  private List<BenchOutput> outputs = List.of();

  /** How the audio is sent: as it would be spoken. */
  public PaceSettings pace() {
    return new PaceSettings(Pace.REALTIME, Duration.ZERO, Optional.empty());
  }

  /**
   * The options as settings; what makes no sense is refused.
   *
   * @param endpoint the first endpoint
   */
  public BenchSettings settings(EndpointSettings endpoint) {
    boolean search = ramp.filter(AUTO::equalsIgnoreCase).isPresent();
    if (streams.isPresent() && ramp.isPresent()) {
      throw usage("--streams is one step, and --ramp names all: leave one out");
    }
    if (search && against.isPresent()) {
      throw usage("--ramp auto searches one endpoint: compare with --against at --streams N");
    }
    if (mostCost.isPresent() && price.isEmpty()) {
      throw usage("--max-cost counts instance hours: add --price, what one costs");
    }
    positive("--price", price);
    positive("--max-cost", mostCost);
    step.filter(Duration::isZero)
        .ifPresent(
            zero -> {
              throw usage("--step takes a time above 0, such as 30s");
            });
    distinct(outputs);
    within("--max-streams", mostStreams);
    within("--streams-per-connection", perConnection);
    if (perConnection > 1 && endpoint.webSocket().isPresent()) {
      throw usage("--streams-per-connection is for HTTP/2: each WebSocket is a connection");
    }
    List<Integer> steps = search ? List.of() : steps();
    Duration each = step.orElseGet(() -> share(steps));
    // Steps that share the time need no other limit.
    boolean shared = !search && step.isEmpty();
    Duration all = shared ? Duration.ofDays(1) : longest.orElse(usual(search));
    return new BenchSettings(
        steps,
        mostStreams,
        each,
        new Gates(maxLag, maxRise),
        new Budget(all, price.orElse(0.0), mostCost),
        reference,
        numberWords,
        against.map(target -> other(endpoint, target)),
        perConnection,
        outputs);
  }

  private void distinct(List<BenchOutput> all) {
    Set<String> places = new HashSet<>();
    for (BenchOutput output : all) {
      String place =
          output.file().map(file -> file.toAbsolutePath().normalize().toString()).orElse("stdout");
      if (!places.add(place)) {
        throw usage("two outputs go to " + output.file().map(Path::toString).orElse("stdout"));
      }
    }
  }

  private static Duration usual(boolean search) {
    return search ? Duration.ofMinutes(30) : Duration.ofDays(1);
  }

  /** What each step gets of the time: all of it is shared. */
  private Duration share(List<Integer> steps) {
    Duration usual = Duration.ofSeconds(30);
    return steps.isEmpty()
        ? longest.map(all -> all.compareTo(usual) < 0 ? all : usual).orElse(usual)
        : longest.map(all -> all.dividedBy(steps.size())).orElse(usual);
  }

  private List<Integer> steps() {
    if (ramp.isEmpty()) {
      return List.of(within("--streams", streams.orElse(1)));
    }
    try {
      return Arrays.stream(ramp.get().split(",", -1))
          .map(text -> within("--ramp", Integer.parseInt(text.strip())))
          .toList();
    } catch (NumberFormatException e) {
      throw usage("--ramp takes numbers of streams, as 1,2,4,8, or auto, not '" + ramp.get() + "'");
    }
  }

  private int within(String option, int number) {
    if (number < 1 || number > MOST) {
      throw usage(option + " takes numbers from 1 to " + MOST + ", not " + number);
    }
    return number;
  }

  private void positive(String option, Optional<Double> amount) {
    if (amount.filter(value -> !(value > 0) || value.isInfinite()).isPresent()) {
      throw usage(option + " takes an amount above 0, not " + amount.get());
    }
  }

  private EndpointSettings other(EndpointSettings endpoint, String target) {
    boolean variant = target.startsWith("variant=");
    if (variant && !endpoint.isAws()) {
      throw usage("--against: only a SageMaker endpoint has variants");
    }
    String name = variant ? target.substring(target.indexOf('=') + 1) : target;
    boolean named = variant || !(target.startsWith("model=") || target.contains("://"));
    if (named && !name.isBlank() && !EndpointOptions.NAME.matcher(name).matches()) {
      throw usage("--against takes a name of letters, digits and hyphens, or a URL, not " + name);
    }
    try {
      return endpoint.against(target);
    } catch (IllegalArgumentException e) {
      throw usage("--against: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Reads a form of a report and its file. */
  static final class OutputChoiceReader implements ITypeConverter<BenchOutput> {
    @Override
    public BenchOutput convert(String text) {
      String[] parts = text.split("=", 2);
      BenchOutput.Form form =
          Arrays.stream(BenchOutput.Form.values())
              .filter(one -> one.label().equals(parts[0].toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      EnumReader.unknown(
                          parts[0],
                          Arrays.stream(BenchOutput.Form.values()).map(BenchOutput.Form::label)));
      if (parts.length == 2 && parts[1].isBlank()) {
        throw new TypeConversionException("it names no file");
      }
      return new BenchOutput(
          form, parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty());
    }
  }
}
