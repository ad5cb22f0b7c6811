package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeTest {
  private static final Duration LONGEST = Duration.ofMinutes(25);

  @ParameterizedTest
  @CsvSource({"0, 0, 25", "10, 3, 15", "3, 10, 15", "26, 0, -1"})
  void countsTheClockOrTheAudioWhicheverIsMore(long age, long audio, long left) {
    Lifetime lifetime = new Lifetime(LONGEST, Optional.empty());
    assertEquals(
        Duration.ofMinutes(left),
        lifetime.left(Duration.ofMinutes(age), Duration.ofMinutes(audio)));
  }

  @Test
  void endsTwoMinutesBeforeTheCredentials() {
    Lifetime lifetime = new Lifetime(LONGEST, Optional.of(Duration.ofMinutes(15)));
    assertEquals(
        Duration.ofMinutes(3), lifetime.left(Duration.ofMinutes(10), Duration.ofMinutes(10)));
  }

  @Test
  void doesNotRunFromCredentialsThatTheNextSessionWouldHaveToo() {
    Lifetime lifetime = new Lifetime(LONGEST, Optional.of(Duration.ofMinutes(3)));
    assertEquals(Duration.ofMinutes(25), lifetime.left(Duration.ZERO, Duration.ZERO));
  }

  @Test
  void looksForItsEndAMinuteAheadOrHalfItsLife() {
    assertEquals(Duration.ofMinutes(1), new Lifetime(LONGEST, Optional.empty()).lead());
    assertEquals(
        Duration.ofSeconds(5), new Lifetime(Duration.ofSeconds(10), Optional.empty()).lead());
  }
}
