package io.bidiclient.realtime;

import static io.bidiclient.realtime.ChunkLevels.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StretchTest {
  //                                 0         1         2
  //                                 012345678901234567890123
  private static final String TALK = "####....####....####....";

  private final Tape tape = ChunkLevels.tape(TALK);
  private final Stretch stretch = new Stretch(0);

  @Test
  void goesBackToTheLastPauseInWhichAWordWasFinished() {
    stretch.heard(" one", at(4));
    stretch.heard(" two", at(12));
    stretch.heard("", at(18));
    Stretch.Resumption next = stretch.resumption(tape, true);
    assertEquals(at(14), next.from());
    assertEquals(" three", next.echo().pass(new Said(" three", at(20))));
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
    Stretch.Resumption next = stretch.resumption(tape, true);
    assertEquals(at(6), next.from());
    assertEquals("o", next.echo().pass(new Said(" two", at(12))));
  }

  @Test
  void startsAgainWhereTheServerCountsNoFrames() {
    stretch.heard(" one", at(4));
    Stretch.Resumption next = stretch.resumption(tape, false);
    assertEquals(0, next.from());
    assertEquals("", next.echo().pass(new Said(" one", at(4))));
    assertEquals(" two", next.echo().pass(new Said(" two", at(12))));
  }

  @Test
  void saysThatAWordMayBeCutWhereTheAudioIsGone() {
    Tape loud = ChunkLevels.tape("####################");
    stretch.heard(" word", at(15));
    loud.forgetBefore(at(10));
    Stretch.Resumption next = stretch.resumption(loud, true);
    assertEquals(at(10), next.from());
    assertFalse(next.clean());
  }

  @Test
  void beginsAnewWhereNothingWasHeard() {
    Stretch.Resumption next = stretch.resumption(tape, true);
    assertEquals(0, next.from());
    assertTrue(next.clean());
  }
}
