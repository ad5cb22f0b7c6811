package io.bidiclient.run.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Summary.Latency;
import io.bidiclient.transcript.Summary.Part;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalsTest {
  @Test
  void countsAreAddedUpAndTheDigestIsOfTheDigests() {
    Summary summary =
        Totals.of(
            9,
            List.of(part(1, RunStatus.COMPLETE, "a"), part(2, RunStatus.COMPLETE, "b")),
            List.of(Latency.NONE, Latency.NONE));
    // printf '%s\n' a…a b…b | sha256sum
    String digest = "913f9338fb6c17253f3a14816fc08d52522454bfc19a8c99538a197cfb23fb41";
    assertEquals(new Delivery(200, 180, digest, 14, 6, 4), summary.delivery());
    assertEquals(22, summary.words());
    assertEquals(9, summary.at());
    assertEquals(2, summary.channels().size());
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE, COMPLETE, COMPLETE",
    "COMPLETE, PARTIAL, PARTIAL",
    "FAILED, COMPLETE, FAILED",
    "PARTIAL, FAILED, FAILED",
    "ABANDONED, COMPLETE, ABANDONED",
    "ABANDONED, PARTIAL, PARTIAL"
  })
  void theStatusIsTheWorst(RunStatus one, RunStatus other, RunStatus worst) {
    List<Part> parts = List.of(part(1, one, "a"), part(2, other, "b"));
    assertEquals(worst, Totals.of(1, parts, List.of(Latency.NONE, Latency.NONE)).status());
  }

  @Test
  void latenciesAreTheWorstAndLagIsWithheldWhereOneChannelWithholdsIt() {
    List<Part> parts = List.of(part(1, RunStatus.COMPLETE, "a"), part(2, RunStatus.COMPLETE, "b"));
    Latency quick = latency(10, 480, Optional.empty());
    Latency slow = latency(20, 560, Optional.empty());
    Latency all = Totals.of(1, parts, List.of(slow, quick)).latency();
    assertEquals(Optional.of(20L), all.connect());
    assertEquals(Optional.of(560L), all.lagP95());
    Latency held = Totals.of(1, parts, List.of(quick, latency(5, 1, Optional.of("no")))).latency();
    assertEquals(Optional.empty(), held.lagP95());
    assertEquals(Optional.of("no"), held.withheld());
  }

  private static Part part(int number, RunStatus status, String digit) {
    return new Part(
        new Channel(number, ""), status, new Delivery(100, 90, digit.repeat(64), 7, 3, 2), 11);
  }

  private static Latency latency(long connect, long lag, Optional<String> withheld) {
    Optional<Long> none = Optional.empty();
    Optional<Long> lags = Optional.of(lag);
    return new Latency(
        Optional.of(connect), none, none, none, lags, lags, lags, none, none, withheld);
  }
}
