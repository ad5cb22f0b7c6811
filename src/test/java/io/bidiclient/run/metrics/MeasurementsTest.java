package io.bidiclient.run.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.SessionProgress.Stage;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TimestampBasis;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final long MILLI = 1_000_000;
  private static final int FRAME = 1_280;

  @Test
  void measuresARunThatWasPacedInRealTime() {
    Summary.Latency figures =
        run(new Measurements(true), 0).summary(1, TimestampBasis.FRAMES).latency();
    assertEquals(Optional.of(50L), figures.connect());
    assertEquals(Optional.of(20L), figures.session());
    assertEquals(Optional.of(560L), figures.firstDelta());
    assertEquals(Optional.of(480L), figures.firstWord());
    assertEquals(Optional.of(480L), figures.lagP50());
    assertEquals(Optional.of(480L), figures.lagP99());
    assertEquals(Optional.of(130L), figures.finalToDone());
    assertEquals(Optional.of(0L), figures.pacingError());
    assertEquals(Optional.empty(), figures.withheld());
  }

  @Test
  void withholdsWhatAnUnpacedRunCannotTell() {
    Summary.Latency figures =
        run(new Measurements(false), 0).summary(1, TimestampBasis.FRAMES).latency();
    assertEquals(Optional.of(50L), figures.connect());
    assertEquals(Optional.empty(), figures.firstDelta());
    assertEquals(Optional.empty(), figures.lagP95());
    assertEquals(Optional.empty(), figures.finalToDone());
    assertEquals(
        Optional.of("the audio was not sent in real time: use --pace realtime"),
        figures.withheld());
  }

  @Test
  void withholdsTheLatencyOfARunWhosePaceWasNotKept() {
    Summary.Latency figures =
        run(new Measurements(true), 30).summary(1, TimestampBasis.FRAMES).latency();
    assertEquals(Optional.empty(), figures.firstDelta());
    assertEquals(
        Optional.of("the audio was sent " + late(figures) + " ms late"), figures.withheld());
  }

  @Test
  void doesNotCallDeltasFramesThatAreNone() {
    Summary.Latency figures =
        run(new Measurements(true), 0).summary(1, TimestampBasis.ARRIVAL).latency();
    assertEquals(Optional.of(560L), figures.firstDelta());
    assertEquals(Optional.empty(), figures.lagP50());
    assertEquals(Optional.of("the server's deltas are not one a frame"), figures.withheld());
  }

  private static long late(Summary.Latency figures) {
    return figures.pacingError().orElseThrow();
  }

  /** Twenty frames, the second the first loud one, each so many milliseconds later than due. */
  private static Measurements run(Measurements measurements, long drift) {
    measurements.take(0, reached(Stage.ASKED));
    measurements.take(50 * MILLI, reached(Stage.CONNECTED));
    measurements.take(70 * MILLI, reached(Stage.CREATED));
    for (int i = 0; i < 20; i++) {
      long at = (100 + (80 + drift) * i) * MILLI;
      measurements.take(
          at,
          new TranscriptionEvent.AudioSent((long) i * FRAME, (i + 1L) * FRAME, i == 0 ? -60 : -20));
      if (i >= 7) {
        measurements.take(at, TimedText.of(i == 7 ? " hi" : "", (i - 5L) * FRAME));
      }
    }
    measurements.take(1_700 * MILLI, reached(Stage.FINISHING));
    for (int i = 0; i < 30; i++) {
      measurements.take(1_800 * MILLI, TimedText.of("", 20 * FRAME));
    }
    measurements.take(1_830 * MILLI, reached(Stage.DONE));
    Delivery delivery = new Delivery(25_600, 25_600, "", 14, 1, 0);
    measurements.take(1_900 * MILLI, new RunEnded(RunStatus.COMPLETE, delivery));
    return measurements;
  }

  private static TranscriptionEvent reached(Stage stage) {
    return new SessionProgress(1, stage, "", 0, 0, 0, true);
  }
}
