package io.bidiclient.realtime.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.session.StreamCounters;
import io.bidiclient.realtime.timing.EarlyDetector.Verdict;
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
    StreamCounters flow = new StreamCounters((long) frames * FRAME, 0, deltas, 0, 0, 0, 0, 0, 0, 0);
    return early.judge(flow, "", inVain, false, false);
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
