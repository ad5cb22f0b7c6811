package io.bidiclient.realtime;

import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** What is said about sessions that were replaced. */
final class FailoverWarnings {
  /** Seconds from which on a stretch is told with both its ends. */
  private static final double LONG_STRETCH = 5;

  private FailoverWarnings() {}

  /**
   * Another session is on its way.
   *
   * @param goneFrom first sample that would have to be sent again and is no longer held; empty
   *     where all of them are
   */
  static Warning retry(TransportException cause, Duration wait, long from, OptionalLong goneFrom) {
    String reconnecting =
        String.format(
            Locale.ROOT,
            "%s; reconnecting in %.1f s, from %.1f s of the audio",
            cause.getMessage(),
            wait.toMillis() / 1000.0,
            FrameClock.seconds(from));
    String gone =
        goneFrom.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "; the audio from %.1f s to there is no longer held: words in it may be missing",
                FrameClock.seconds(goneFrom.getAsLong()));
    return new Warning("retry", reconnecting + gone);
  }

  static Warning stepBack(long from) {
    return new Warning(
        "step_back",
        String.format(
            Locale.ROOT,
            "the new session's words do not follow the printed ones; sending again from %.1f s of"
                + " the audio",
            FrameClock.seconds(from)));
  }

  /** What is not certain: a join at a place, or a stretch in which words may be missing. */
  static Warning seam(Seam seam) {
    double position = FrameClock.seconds(seam.position());
    double until = FrameClock.seconds(seam.until());
    return new Warning(
        "seam",
        until - position < LONG_STRETCH
            ? String.format(
                Locale.ROOT,
                "two sessions could not be joined with certainty at about %.1f s of the audio: a"
                    + " word may be missing, doubled or changed there",
                position)
            : String.format(
                Locale.ROOT,
                "not all words may be transcribed between %.1f s and %.1f s of the audio: some may be"
                    + " missing, doubled or changed",
                position,
                until));
  }

  static Warning clock() {
    return new Warning(
        Warning.CLOCK,
        "the server's deltas do not count frames: from here on, times are those of arrival");
  }

  static TransportException mute(long at) {
    return new TransportException(
        Category.REMOTE,
        String.format(
            Locale.ROOT,
            "the model has said nothing to 20 s of speech or more before %.1f s",
            FrameClock.seconds(at)),
        "check that the audio is speech");
  }

  static TransportException early(long heard, long sent) {
    return new TransportException(
        Category.REMOTE,
        String.format(
            Locale.ROOT,
            "the transcript is not complete: by its deltas the server was done at %.1f s of %.1f s"
                + " of the audio",
            FrameClock.seconds(heard),
            FrameClock.seconds(sent)),
        "check the longest session that the model allows, and set --max-session below it");
  }

  static TransportException unstreamed() {
    return new TransportException(
        Category.REMOTE,
        "the transcript may not be complete: much of the server's final text was not streamed",
        "try again; if it happens again, report it to the operator of the server");
  }

  static TransportException muteAtEnd(long at) {
    return new TransportException(
        Category.REMOTE,
        String.format(
            Locale.ROOT,
            "the model has said nothing to the last seconds of sound before %.1f s",
            FrameClock.seconds(at)),
        "check that the audio is speech");
  }

  static Outcome allMute() {
    return new Outcome.Partial(
        new TransportException(
            Category.REMOTE,
            "several sessions in a row transcribed no word of loud audio",
            "check that the audio is speech, and that the endpoint transcribes other audio"));
  }
}
