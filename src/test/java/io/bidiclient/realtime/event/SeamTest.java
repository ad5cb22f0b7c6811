package io.bidiclient.realtime.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.bidiclient.realtime.event.Seam.Choice;
import org.junit.jupiter.api.Test;

/** Up to where a join marks words that may be missing. */
class SeamTest {
  @Test
  void marksTheStretchThatManyDoubtfulWordsWereLeftOutOf() {
    Seam seam = new Seam(2_000, 647, 0.73, Choice.ALIGNED).missing(1_000, 9_000);

    assertEquals(1_000, seam.position());
    assertEquals(9_000, seam.until());
  }

  @Test
  void marksTheStretchToWhichNoWordAgrees() {
    assertEquals(9_000, new Seam(2_000, 0, 0, Choice.UNMATCHED).missing(2_000, 9_000).until());
  }

  @Test
  void marksOnePlaceWhereFewWordsWereLeftOut() {
    assertEquals(2_000, new Seam(2_000, 3, 0.73, Choice.ALIGNED).missing(1_000, 9_000).until());
  }

  @Test
  void marksNothingMoreWhereItIsCertain() {
    assertEquals(2_000, new Seam(2_000, 647, 1, Choice.ALIGNED).missing(1_000, 9_000).until());
  }

  @Test
  void isNotCertainWhereItIsDoubted() {
    Seam seam = new Seam(2_000, 106, 1, Choice.ALIGNED).doubted(9_000);

    assertFalse(seam.isCertain());
    assertEquals(9_000, seam.until());
  }
}
