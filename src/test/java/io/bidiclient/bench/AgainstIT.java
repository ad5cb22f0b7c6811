package io.bidiclient.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.bench.compare.Comparison;
import io.bidiclient.bench.compare.Difference;
import io.bidiclient.bench.load.BenchInput;
import io.bidiclient.bench.load.LoadStep;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.delivery.Mishearing;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.ReplayModel;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.StreamSettings;
import io.bidiclient.transport.sagemaker.SageMakerSettings;
import io.bidiclient.transport.sagemaker.SageMakerTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Two endpoints that hear the same at the same time, each with errors planted in its words. The
 * audio goes out as fast as it is taken: only words are compared here.
 */
class AgainstIT {
  private static final int RUNS = 20;
  private static final int STREAMS = 40;
  private static final String TEXT = " ONE TWO THREE FOUR FIVE".repeat(4);

  private final BenchInput input = input();
  private final Normalizer normalizer = new Normalizer(false);

  @Test
  void aPlantedDifferenceOfFivePercentIsFound() throws Exception {
    int covered = 0;
    for (int seed = 1; seed <= 5; seed++) {
      Difference words = wordErrors(Mishearing.NONE, new Mishearing(0.05, seed));
      assertEquals("word error rate", words.name());
      assertTrue(words.low() > 0, words.verdict());
      covered += words.low() <= 5 && 5 <= words.high() ? 1 : 0;
    }
    assertTrue(covered >= 3, covered + " of 5");
  }

  @Test
  void equalsAreToldApartNoMoreThanTwiceInTwentyRuns() throws Exception {
    List<String> alarms = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      Difference words =
          wordErrors(new Mishearing(0.08, 100 + run), new Mishearing(0.08, 200 + run));
      if (words.isShown()) {
        alarms.add(words.verdict());
      }
    }
    assertTrue(alarms.size() <= 2, alarms.toString());
  }

  private Difference wordErrors(Mishearing first, Mishearing second) throws Exception {
    try (Emulator one = emulator(first);
        Emulator other = emulator(second);
        SageMakerTransport to = transport(one);
        SageMakerTransport there = transport(other)) {
      List<StepResult> both = PairedSteps.run(step(to), step(there), step -> step.run(normalizer));
      Comparison comparison =
          Comparison.of(
              "one",
              "other",
              List.of(both.get(0).utterances()),
              List.of(both.get(1).utterances()),
              List.of(input.reference()),
              normalizer,
              0);
      assertEquals(STREAMS, comparison.pairs());
      return comparison.differences().get(0);
    }
  }

  private LoadStep step(SageMakerTransport transport) {
    StreamSettings settings =
        new StreamSettings(
            SessionSettings.of("endpoint emulator", "", Timeouts.DEFAULT),
            RetryPolicy.DEFAULT,
            new Pacer(Pace.MAX, 0));
    // Shorter than the least that is left for another utterance: each stream has one.
    Duration time = Duration.ofMillis(1_900);
    return new LoadStep(
        STREAMS, List.of(input), settings, () -> transport, Duration.ofMillis(1), time);
  }

  private static Emulator emulator(Mishearing errors) throws Exception {
    return Emulator.start(
        EmulatorOptions.defaults()
            .withModel(new ReplayModel(List.of(List.of("", "", TEXT))))
            .withDelivery(TextDelivery.PLAIN.withMishearing(errors)));
  }

  private static SageMakerTransport transport(Emulator emulator) {
    URI url = URI.create(emulator.url());
    return new SageMakerTransport(SageMakerSettings.local("emulator", url), STREAMS);
  }

  private static BenchInput input() {
    // One chunk is always sent whole, however late a busy machine begins.
    List<AudioChunk> chunks = List.of(new AudioChunk(0, new byte[2 * 8_000]));
    return new BenchInput("replayed", chunks, Optional.of(TEXT.strip()));
  }
}
