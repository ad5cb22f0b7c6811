package io.bidiclient.realtime;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.Warning;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.Locale;

/** What can be done about a session that broke, and what is said about it. */
final class RetryRules {
  private RetryRules() {}

  /**
   * Whether another session may fare better. Credentials may have run out in the middle of a
   * session that was let in with them; fresh ones are taken for the next.
   */
  static boolean canPass(TransportException cause, Section section) {
    if (cause.isLasting()) {
      return false;
    }
    return switch (cause.category()) {
      case ENDPOINT, PROTOCOL -> false;
      case AUTH -> section.link().filter(link -> link.state().flow().deltas() > 0).isPresent();
      case THROTTLED, TIMEOUT, NETWORK, REMOTE -> true;
    };
  }

  static Warning retry(TransportException cause, Duration wait, long from) {
    return new Warning(
        "retry",
        String.format(
            Locale.ROOT,
            "%s; reconnecting in %.1f s, from %.1f s of the audio",
            cause.getMessage(),
            wait.toMillis() / 1000.0,
            FrameClock.seconds(from)));
  }

  static Warning roughCut(long at) {
    return new Warning(
        "rough_cut",
        String.format(
            Locale.ROOT,
            "no pause was found before %.1f s of the audio: a word may be cut there",
            FrameClock.seconds(at)));
  }

  static Warning contradiction(long at) {
    return new Warning(
        "contradiction",
        String.format(
            Locale.ROOT,
            "the new session heard other words before %.1f s: one may be lost or doubled there",
            FrameClock.seconds(at)));
  }

  static TransportException rut(long at) {
    return new TransportException(
        Category.REMOTE,
        String.format(
            Locale.ROOT,
            "the model has said nothing to 20 s of loud audio before %.1f s",
            FrameClock.seconds(at)),
        "check that the audio is speech");
  }

  static Outcome mute() {
    return new Outcome.Partial(
        new TransportException(
            Category.REMOTE,
            "no word was heard in loud audio, by several sessions in a row",
            "check that the audio is speech, and that the endpoint transcribes other audio"));
  }
}
