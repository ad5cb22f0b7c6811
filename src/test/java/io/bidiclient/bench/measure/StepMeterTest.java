package io.bidiclient.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.check.Normalizer;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.SessionProgress.Stage;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepMeterTest {
  private static final long MILLI = 1_000_000;

  private final StepMeter meter = new StepMeter(0, Long.MAX_VALUE);

  @Test
  void lagIsTheTimeSinceTheFramesLastSampleWasDue() {
    UtteranceMeter one = new UtteranceMeter(meter);
    one.take(1000 * MILLI, new TranscriptionEvent.AudioSent(0, 1280, -20));
    one.take(1080 * MILLI, new TranscriptionEvent.AudioSent(1280, 2560, -20));
    // The first 80 ms are due at 1080 ms, the next at 1160 ms.
    one.take(1120 * MILLI, TimedText.of("a", 1280));
    one.take(1960 * MILLI, TimedText.of("b", 2560));
    StepResult result = result();
    assertEquals(40, result.distribution().get(0).y(), 0.1);
    assertEquals(800, result.lag().orElseThrow().p99(), 1);
    assertEquals(120, result.firstDelta().orElseThrow().p50(), 0.2);
    assertEquals("ab", one.text());
  }

  @Test
  void lateSendingOfOursDoesNotHideLag() {
    UtteranceMeter one = new UtteranceMeter(meter);
    one.take(0, new TranscriptionEvent.AudioSent(0, 1280, -20));
    one.take(580 * MILLI, new TranscriptionEvent.AudioSent(1280, 2560, -20));
    one.take(600 * MILLI, TimedText.of("", 2560));
    assertEquals(440, result().lag().orElseThrow().p50(), 1);
  }

  @Test
  void framesOfThePaddingHaveNoLag() {
    UtteranceMeter one = new UtteranceMeter(meter);
    one.take(0, new TranscriptionEvent.AudioSent(0, 1280, -20));
    one.take(100 * MILLI, TimedText.of("", 1280));
    one.take(900 * MILLI, TimedText.of("", 2560));
    assertEquals(1, result().lag().orElseThrow().count());
  }

  @Test
  void aSilenceOfASecondIsAStallAndTheWaitForTheEndIsNone() {
    UtteranceMeter one = new UtteranceMeter(meter);
    one.take(0, new TranscriptionEvent.AudioSent(0, 160_000, -20));
    one.take(100 * MILLI, TimedText.of("", 1280));
    one.take(1050 * MILLI, TimedText.of("", 2560));
    one.take(2100 * MILLI, TimedText.of("", 3840));
    one.take(3200 * MILLI, reached(Stage.FINISHING));
    one.take(5000 * MILLI, TimedText.of("", 5120));
    one.take(5200 * MILLI, reached(Stage.DONE));
    one.take(
        5200 * MILLI,
        new RunEnded(RunStatus.COMPLETE, new Delivery(160_000, 160_000, "", 4, 2, 1)));
    StepResult result = result();
    assertEquals(2, result.stalls());
    assertEquals(2000, result.done().orElseThrow().p50(), 2);
    assertEquals(2, result.sessions());
    assertEquals(1, result.retries());
    assertEquals(10, result.audioSeconds());
  }

  @Test
  void aServerThatDoesNotCountFramesHasNoLag() {
    UtteranceMeter one = new UtteranceMeter(meter);
    one.take(0, new SessionProgress(1, Stage.CREATED, "", 0, 0, 0, false));
    one.take(0, new TranscriptionEvent.AudioSent(0, 1280, -20));
    one.take(100 * MILLI, TimedText.of("x", 1280));
    assertEquals(Optional.empty(), result().lag());
    assertEquals(1, result().framesPerSecond() * 10, 1e-9);
  }

  @Test
  void growthIsTheSlopeOfTheLagAfterTheStart() {
    for (int i = 0; i < 200; i++) {
      long at = i * 80L * MILLI;
      meter.lag(at, 500 * MILLI + at / 100 + (i % 3) * MILLI);
    }
    assertEquals(0.01, result().growth().orElseThrow(), 0.0005);
  }

  @Test
  void whatComesAtOnceBehindTheEndOfTheAudioIsNoTrend() {
    for (int i = 0; i < 200; i++) {
      meter.lag(i * 80L * MILLI, 500 * MILLI);
    }
    for (int i = 0; i < 20; i++) {
      meter.lagOfRest(16_000 * MILLI, (480 - 20 * i) * MILLI);
    }
    assertEquals(0, result().growth().orElseThrow(), 1e-9);
    assertEquals(220, result().lag().orElseThrow().count());
  }

  @Test
  void ourOwnLatenessMakesAStepInvalid() {
    for (int i = 0; i < 100; i++) {
      meter.pacing(i * 10L * MILLI, i < 97 ? MILLI : 30 * MILLI);
    }
    assertEquals(
        List.of("this client sent 1 chunk in 100 more than 30 ms late"), result().invalid());
    StepResult full =
        new StepMeter(0, Long.MAX_VALUE)
            .result(
                1,
                1,
                new ClientLoad(Optional.of(0.96), Optional.empty(), 0.97, 1, 1, 1),
                Optional.empty());
    assertEquals(
        List.of(
            "this machine's processors were full",
            "a thread of this client had all of a processor to do"),
        full.invalid());
  }

  @Test
  void aFullMachineThatDoesNotHoldUsUpIsNoReason() {
    assertEquals(List.of(), busy(0.4).invalid());
    assertEquals(List.of("this machine's processors were full"), busy(0.6).invalid());
  }

  private static StepResult busy(double waited) {
    ClientLoad load = new ClientLoad(Optional.of(1.0), Optional.of(waited), 0.1, 1, 1, 1);
    return new StepMeter(0, Long.MAX_VALUE).result(1, 1, load, Optional.empty());
  }

  @Test
  void lagAndLatenessCountWhileAllStreamsRun() {
    StepMeter all = new StepMeter(2_000 * MILLI, 3_000 * MILLI);
    all.lag(1_999 * MILLI, 900 * MILLI);
    all.pacing(1_999 * MILLI, 90 * MILLI);
    all.lag(2_000 * MILLI, 500 * MILLI);
    all.pacing(2_000 * MILLI, 5 * MILLI);
    all.lag(3_000 * MILLI, 900 * MILLI);
    all.pacing(3_000 * MILLI, 90 * MILLI);
    StepResult result = all.result(2, 1, ClientLoad.NONE, Optional.empty());
    assertEquals(1, result.lag().orElseThrow().count());
    assertEquals(500, result.lag().orElseThrow().p99(), 1);
    assertEquals(5, result.pacing().orElseThrow().p99(), 0.1);
    assertEquals(2, result.from());
    assertEquals(90, result.timeline().get(0).latestChunk());
  }

  @Test
  void theTimelineTellsEachSecondAndLeavesOutALagThatNothingWasHeardOf() {
    meter.pacing(200 * MILLI, 2 * MILLI);
    meter.pacing(900 * MILLI, 7 * MILLI);
    meter.lag(1_100 * MILLI, 480 * MILLI);
    meter.lag(1_900 * MILLI, 500 * MILLI);
    meter.pacing(3_000 * MILLI, 1 * MILLI);
    assertEquals(Optional.of(Duration.ofMillis(490)), meter.lagNow());
    assertEquals(
        List.of(
            new StepResult.Moment(0, Optional.empty(), 0, 7),
            new StepResult.Moment(1, Optional.of(490.0), 500, 0),
            new StepResult.Moment(3, Optional.empty(), 0, 1)),
        result().timeline());
  }

  @Test
  void failuresAreCountedByTheirExitCodes() {
    meter.ended(utterance(0, "", ExitCode.NETWORK));
    meter.ended(utterance(1, "", ExitCode.SERVER));
    meter.ended(utterance(2, "", ExitCode.NETWORK));
    meter.ended(utterance(3, "hello", ExitCode.OK));
    assertEquals(Map.of(ExitCode.NETWORK, 2, ExitCode.SERVER, 1), result().failures());
    assertEquals(3, result().failed());
  }

  @Test
  void errorsArePooledOverUtterancesThatRanToTheirEnd() {
    List<Optional<String>> references =
        List.of(Optional.of("one two three four"), Optional.of("five six"), Optional.empty());
    List<UtteranceResult> utterances =
        List.of(
            utterance(0, "one two tree four", ExitCode.OK),
            utterance(0, "one two three four", ExitCode.OK),
            heard(1, "five", ExitCode.OK, false),
            heard(1, "wrong in every way", ExitCode.OK, true),
            heard(1, "wrong as well", ExitCode.SERVER, false),
            heard(2, "nobody knows", ExitCode.OK, false));
    ErrorRates rates = ErrorRates.of(utterances, references, new Normalizer(false)).orElseThrow();
    assertEquals(2.0 / 10, rates.wer(), 1e-12);
    assertEquals(4.0 / 37, rates.cer(), 1e-12);
    assertEquals(3, rates.utterances().size());
  }

  @Test
  void silenceHasNoErrorRate() {
    List<Optional<String>> silent = List.of(Optional.of(" "));
    assertTrue(
        ErrorRates.of(List.of(utterance(0, "uh", ExitCode.OK)), silent, new Normalizer(false))
            .isEmpty());
  }

  private StepResult result() {
    return meter.result(1, 10_000 * MILLI, ClientLoad.NONE, Optional.empty());
  }

  private static UtteranceResult utterance(int stream, String text, ExitCode code) {
    return new UtteranceResult(
        stream, 0, 0, text, code, false, false, "", Optional.empty(), Optional.empty());
  }

  private static UtteranceResult heard(int input, String text, ExitCode code, boolean cut) {
    return new UtteranceResult(
        0, 0, input, text, code, cut, false, "", Optional.empty(), Optional.empty());
  }

  private static TranscriptionEvent reached(Stage stage) {
    return new SessionProgress(1, stage, "", 0, 0, 0, true);
  }
}
