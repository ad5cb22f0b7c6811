package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.Await;
import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.bench.measure.StepResult;
import io.bidiclient.bench.measure.UtteranceResult;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.problem.ExitCode;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps against an emulator in this process. No figure that depends on time is asserted. */
class LoadStepIT {
  private static final Duration CHUNK = Duration.ofMillis(80);

  @Test
  void everyStreamSendsItsOwnInputOfAnotherLength() throws Exception {
    List<BenchInput> inputs = List.of(silence(10), silence(25), silence(1));
    StepResult result = run(inputs, 4, Duration.ofSeconds(1), List.of());
    assertEquals(Map.of(), result.failures());
    for (UtteranceResult utterance : result.utterances()) {
      assertEquals(
          (utterance.stream() + utterance.turn()) % 3, utterance.input(), utterance.toString());
    }
    assertTrue(result.audioSeconds() >= 2 * 0.8 + 1 + 0.08, result.audioSeconds() + " s");
    assertTrue(result.framesPerSecond() > 0);
    assertTrue(result.done().isPresent());
  }

  @Test
  void silenceHasNoErrorRate() throws Exception {
    StepResult result = run(List.of(silence(10)), 1, Duration.ofSeconds(1), List.of());
    assertEquals(Optional.empty(), result.rates());
    assertEquals(0, result.failed());
  }

  @Test
  void anEndpointThatRefusesHalfTheStreamsServesTheOthers() throws Exception {
    List<FaultPlan> faults = List.of(FaultPlan.at(Fault.HTTP_429, 0).times(3));
    StepResult result = run(List.of(silence(20)), 6, Duration.ofSeconds(1), faults);
    assertEquals(Map.of(ExitCode.NETWORK, 3), result.failures());
    assertTrue(result.throttled());
    assertEquals(6, result.utterances().stream().filter(u -> u.turn() == 0).count());
    assertEquals(0, result.retries());
  }

  @Test
  void aServerThatIsGoneEndsTheStepOnceEveryStreamHasFailed() throws Exception {
    StreamSettings settings =
        new StreamSettings(
            SessionSettings.of("endpoint emulator", "", Timeouts.DEFAULT),
            new RetryPolicy(0, RetryPolicy.BACKOFF, Duration.ofMinutes(25)),
            new Pacer(Pace.REALTIME, 0));
    URI gone;
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      gone = URI.create(emulator.url());
    }
    try (SageMakerTransport transport =
        new SageMakerTransport(SageMakerSettings.local("emulator", gone))) {
      LoadStep step =
          new LoadStep(
              5, List.of(silence(20)), settings, () -> transport, CHUNK, Duration.ofSeconds(30));
      StepResult result = step.run(new Normalizer(false));
      assertEquals(ExitCode.NETWORK, step.broken().orElseThrow().code());
      assertTrue(result.failed() >= 5 && result.failed() <= 10, result.failed() + " failed");
    }
  }

  @Test
  void aServerThatFailsNowAndThenIsMeasuredToTheEnd() throws Exception {
    List<FaultPlan> faults = List.of(FaultPlan.at(Fault.HTTP_500, 0).times(2));
    StepResult result =
        with(
            List.of(silence(20)),
            3,
            Duration.ofSeconds(1),
            faults,
            step -> Await.until("a frame", () -> step.meter().lagNow().isPresent()));
    assertEquals(Map.of(ExitCode.SERVER, 2), result.failures());
  }

  @Test
  void anInterruptionEndsAllStreamsWithAFinalCommit() throws Exception {
    StepResult result =
        with(
            List.of(silence(2_000)),
            3,
            Duration.ofMinutes(5),
            List.of(),
            step -> Await.until("a frame", () -> step.meter().lagNow().isPresent()));
    assertEquals(3, result.utterances().size());
    assertEquals(Map.of(), result.failures());
    assertTrue(result.utterances().stream().allMatch(UtteranceResult::cut));
    assertTrue(result.seconds() < 60, result.seconds() + " s");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWarmUpStreamsAsTheStepsDoAndTouchesNoEndpoint(boolean webSocket) throws Exception {
    List<StepResult> results = new ArrayList<>();
    StreamSettings settings =
        new StreamSettings(
            SessionSettings.of("endpoint none", "", Timeouts.DEFAULT),
            RetryPolicy.DEFAULT,
            new Pacer(Pace.REALTIME, 0));
    WarmUp.run(
        1_000,
        List.of(silence(20)),
        settings,
        webSocket,
        step -> {
          results.add(step.run(new Normalizer(false)));
          return results.size() < 2;
        });
    // One round where all was compiled before; none after the one that was told to be the last.
    assertTrue(results.size() == 1 || results.size() == 2, results.size() + " rounds");
    for (StepResult result : results) {
      assertEquals(Map.of(), result.failures());
      assertTrue(result.audioSeconds() > 0);
    }
  }

  private interface During {
    void happens(LoadStep step) throws Exception;
  }

  private static StepResult run(
      List<BenchInput> inputs, int streams, Duration time, List<FaultPlan> faults)
      throws Exception {
    return with(inputs, streams, time, faults, step -> {});
  }

  /** Runs a step; one that outlasts what happens during it is ended early. */
  private static StepResult with(
      List<BenchInput> inputs, int streams, Duration time, List<FaultPlan> faults, During during)
      throws Exception {
    StreamSettings settings =
        new StreamSettings(
            SessionSettings.of("endpoint emulator", "", Timeouts.DEFAULT),
            new RetryPolicy(0, RetryPolicy.BACKOFF, Duration.ofMinutes(25)),
            new Pacer(Pace.REALTIME, 0));
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withFaults(faults));
        SageMakerTransport transport =
            new SageMakerTransport(
                SageMakerSettings.local("emulator", URI.create(emulator.url())))) {
      LoadStep step = new LoadStep(streams, inputs, settings, () -> transport, CHUNK, time);
      CompletableFuture<StepResult> result =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return step.run(new Normalizer(false));
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      during.happens(step);
      if (time.compareTo(Duration.ofMinutes(1)) > 0) {
        step.finishEarly();
      }
      return result.get();
    }
  }

  private static BenchInput silence(int chunks) {
    List<AudioChunk> all = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      all.add(new AudioChunk(1280L * i, new byte[2560]));
    }
    return new BenchInput("silence", all, Optional.of(""));
  }
}
