package io.bidiclient.bench;

import io.bidiclient.bench.report.BenchOutput;
import io.bidiclient.bench.search.Budget;
import io.bidiclient.bench.search.Gates;
import io.bidiclient.run.settings.EndpointSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a bench was asked to do.
 *
 * @param ramp streams of each step; empty to search for the capacity
 * @param mostStreams that a search tries
 * @param step how long each stream of a step sends
 * @param gates what must hold
 * @param budget what it may take in all
 * @param reference the text of the only input
 * @param numberWords whether English number words are read as digits
 * @param against a second endpoint that hears the same at the same time
 * @param perConnection streams on an HTTP/2 connection at most
 * @param outputs where the report goes
 */
public record BenchSettings(
    List<Integer> ramp,
    int mostStreams,
    Duration step,
    Gates gates,
    Budget budget,
    Optional<Path> reference,
    boolean numberWords,
    Optional<EndpointSettings> against,
    int perConnection,
    List<BenchOutput> outputs) {
  public BenchSettings {
    ramp = List.copyOf(ramp);
    outputs = List.copyOf(outputs);
  }

  /** Whether the capacity is searched for. */
  public boolean isSearch() {
    return ramp.isEmpty();
  }
}
