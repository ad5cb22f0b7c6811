package io.bidiclient.realtime;

import static io.bidiclient.realtime.ChunkLevels.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimelineSegmentTest {
  //                                 0         1         2
  //                                 012345678901234567890123
  private static final String TALK = "####....####....####....";

  private final ReplayBuffer tape = ChunkLevels.tape(TALK);
  private final TimelineSegment stretch = new TimelineSegment(0);

  @Test
  void goesBackToTheLastPauseInWhichAWordWasFinished() {
    stretch.heard(" one", at(4));
    stretch.heard(" two", at(12));
    stretch.heard("", at(18));
    TimelineSegment.Resumption next = stretch.resumption(tape, true);
    assertEquals(at(14), next.from());
    assertEquals(" three", next.echo().pass(new TimedText(" three", at(20))));
    assertTrue(next.clean());
  }

  @Test
  void goesFurtherBackPastAPauseWhoseWordHasNotCome() {
    stretch.heard(" one", at(4));
    stretch.heard("", at(18));
    assertEquals(at(6), stretch.resumption(tape, true).from());
  }

  @Test
  void expectsToHearAgainWhatCameAfterThePause() {
    stretch.heard(" one", at(4));
    stretch.heard(" tw", at(9));
    TimelineSegment.Resumption next = stretch.resumption(tape, true);
    assertEquals(at(6), next.from());
    assertEquals("o", next.echo().pass(new TimedText(" two", at(12))));
  }

  @Test
  void startsAgainWhereTheServerCountsNoFrames() {
    stretch.heard(" one", at(4));
    TimelineSegment.Resumption next = stretch.resumption(tape, false);
    assertEquals(0, next.from());
    assertEquals("", next.echo().pass(new TimedText(" one", at(4))));
    assertEquals(" two", next.echo().pass(new TimedText(" two", at(12))));
  }

  @Test
  void saysThatAWordMayBeCutWhereTheAudioIsGone() {
    ReplayBuffer loud = ChunkLevels.tape("####################");
    stretch.heard(" word", at(15));
    loud.forgetBefore(at(10));
    TimelineSegment.Resumption next = stretch.resumption(loud, true);
    assertEquals(at(10), next.from());
    assertFalse(next.clean());
  }

  @Test
  void beginsAnewWhereNothingWasHeard() {
    TimelineSegment.Resumption next = stretch.resumption(tape, true);
    assertEquals(0, next.from());
    assertTrue(next.clean());
  }
}
