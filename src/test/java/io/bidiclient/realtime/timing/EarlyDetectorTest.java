package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.session.StreamCounters;
import io.bidiclient.realtime.timing.EarlyDetector.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyDetectorTest {
  private static final int FRAME = 1_280;

  private final EarlyDetector early = new EarlyDetector(new ServerTiming());

  /** A session that was sent so many frames and is done, every so many of its deltas empty. */
  private Verdict judge(int frames, int deltas, int empty, boolean inVain) {
    for (int i = 0; i < deltas; i++) {
      early.streamed(i % empty == empty - 1 ? "" : " no");
    }
    return early.judge(flow(frames, deltas), "", inVain, false, false);
  }

  private static StreamCounters flow(int frames, int deltas) {
    return new StreamCounters((long) frames * FRAME, 0, deltas, 0, 0, 0, 0, 0, 0, 0);
  }

  /** What it has not answered may be missing, and nobody was told. */
  @Test
  void aSessionThatSaysMoreThrowsDoubtOnOneThatWasTakenToHaveHeardAllByHalf() {
    assertEquals(Verdict.COMPLETE, judge(175, 95, 2, false));
    early.complete(10 * FRAME, flow(175, 95));
    assertEquals(List.of(), early.doubted(flow(300, 170)));
    Seam doubted =
        new Seam(105 * FRAME, 0, 0, Seam.Choice.UNMATCHED).missing(105 * FRAME, 185 * FRAME);
    assertEquals(List.of(doubted), early.doubted(flow(300, 250)));
    assertEquals(List.of(), early.doubted(flow(300, 250)));
  }

  @Test
  void aSessionThatWasTakenToHaveHeardAllByItsDeltasIsNotDoubted() {
    assertEquals(Verdict.COMPLETE, judge(192, 192, 2, false));
    early.complete(0, flow(192, 192));
    assertEquals(List.of(), early.doubted(flow(300, 300)));
  }

  @Test
  void aSessionOfAServerThatAnswersEverySecondFrameIsEarlyWithFewerDeltas() {
    assertEquals(Verdict.COMPLETE, judge(192, 102, 2, false));
    assertEquals(Verdict.COMPLETE, judge(120, 65, 2, false));
    assertEquals(Verdict.EARLY, judge(202, 67, 2, false));
    assertEquals(Verdict.COMPLETE, judge(202, 107, 2, true));
    assertEquals(Verdict.EARLY, judge(202, 99, 2, false));
  }

  /** Another session that is done as early has heard all: it was chance. */
  @Test
  void isAskedOnceWhetherItsDeltasAreEverySecondFrame() {
    assertEquals(Verdict.COMPLETE, judge(192, 102, 2, false));
    assertEquals(Verdict.EARLY, judge(202, 67, 2, false));
    assertEquals(Verdict.COMPLETE, judge(202, 67, 2, true));
    assertEquals(Verdict.COMPLETE, judge(202, 67, 2, false));
  }

  @ParameterizedTest
  @CsvSource({"192, 102, 30", "120, 65, 2", "192, 90, 2", "192, 122, 2", "192, 192, 2"})
  void whatCountsSomethingElseIsNoSignOfAnEarlyEnd(int frames, int deltas, int empty) {
    assertEquals(Verdict.COMPLETE, judge(frames, deltas, empty, false));
    assertEquals(Verdict.COMPLETE, judge(202, 67, empty, false));
  }
}
