package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SendWindowTest {
  private static final long SECOND = 16_000;
  private static final long NANOS = 1_000_000_000;

  private final SendWindow window = new SendWindow();

  @Test
  void sendsEightMinutesAheadOfWhatIsPrinted() {
    assertTrue(window.allows(579 * SECOND, 100 * SECOND, true, 0));
    assertFalse(window.allows(580 * SECOND, 100 * SECOND, true, 0));
    assertEquals(OptionalLong.empty(), window.deadline());
  }

  @Test
  void sendsAServerWithoutAClockMoreAtTwiceTheSpeedOfSpeech() {
    long position = 480 * SECOND;
    long sent = 0;
    for (long now = 0; now < 10 * NANOS; now += NANOS / 10) {
      while (window.allows(position + sent, 0, false, now)) {
        sent += SECOND / 4;
      }
      assertTrue(window.deadline().orElseThrow() > now);
    }
    assertTrue(sent >= 15 * SECOND && sent <= 20 * SECOND, sent / SECOND + " s in 10 s");
  }

  @Test
  void doesNotWaitForTimeOnceTheServerTurnsOutToCount() {
    assertFalse(window.allows(480 * SECOND, 0, false, 0));
    assertEquals(OptionalLong.of(NANOS / 2), window.deadline());
    window.begin();

    assertFalse(window.allows(480 * SECOND, 0, true, NANOS));

    assertEquals(OptionalLong.empty(), window.deadline());
  }

  @Test
  void doesNotWaitForTimeWhereNothingIsToBeSent() {
    assertFalse(window.allows(480 * SECOND, 0, false, 0));

    window.begin();

    assertEquals(OptionalLong.empty(), window.deadline());
    assertTrue(window.allows(480 * SECOND, 0, false, NANOS / 2));
  }
}
