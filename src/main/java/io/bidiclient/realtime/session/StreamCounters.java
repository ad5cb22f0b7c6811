package io.bidiclient.realtime.session;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.FrameClock;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * What went out and what came back in one session. Times are nanoseconds on the owner's clock.
 *
 * @param sent samples of audio sent
 * @param began when the first of it was sent
 * @param deltas deltas that came
 * @param unacknowledged messages that the wire has not yet taken
 * @param waitingSince when the oldest of those began to wait
 * @param lastProgress when the server last said something that it owed us
 * @param owingSince since when the server has owed us deltas without saying anything
 * @param silence samples that were sent last to which it need not say anything
 * @param longestSilence the most such samples that were sent in a row
 * @param unanswered samples to which it is to say something, sent since it last did
 */
@RecordBuilder
public record StreamCounters(
    long sent,
    long began,
    long deltas,
    int unacknowledged,
    long waitingSince,
    long lastProgress,
    long owingSince,
    long silence,
    long longestSilence,
    long unanswered) {
  /**
   * Frames that a server may stay behind before it counts as owing: another model's delay, and the
   * pause of a live input, are no stall.
   */
  private static final int SLACK = 38;

  static final StreamCounters NONE = new StreamCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  StreamCounters sentOne(long now) {
    return StreamCountersBuilder.builder(this)
        .unacknowledged(unacknowledged + 1)
        .waitingSince(unacknowledged == 0 ? now : waitingSince)
        .build();
  }

  StreamCounters sentAudio(int samples, boolean owed, long now) {
    long run = owed ? 0 : silence + samples;
    return StreamCountersBuilder.builder(this)
        .sent(sent + samples)
        .began(sent == 0 ? now : began)
        .owingSince(owes() ? owingSince : now)
        .silence(run)
        .longestSilence(Math.max(longestSilence, run))
        .unanswered(unanswered + (owed ? samples : 0))
        .build();
  }

  StreamCounters acknowledged(long now) {
    return StreamCountersBuilder.builder(this)
        .unacknowledged(unacknowledged - 1)
        .waitingSince(now)
        .build();
  }

  /**
   * A delta came. Text is progress, and so is an empty delta for a frame that was sent; more empty
   * ones, and events that say nothing, keep nobody waiting.
   */
  StreamCounters delta(boolean empty, long now) {
    boolean progress = !empty || deltas < FrameClock.total(sent);
    return StreamCountersBuilder.builder(this)
        .deltas(deltas + 1)
        .lastProgress(progress ? now : lastProgress)
        .owingSince(progress ? now : owingSince)
        .unanswered(empty ? unanswered : 0)
        .build();
  }

  /** Nanoseconds that a server at the speed of speech still needs for what it was sent. */
  long owedTime(long now) {
    return Math.max(0, FrameClock.nanos(sent) - (now - began));
  }

  /**
   * How long a server at the speed of speech may have nothing to say: the longest silence that was
   * sent, unless its deltas show that it has less before it.
   *
   * @param counted whether they may
   */
  Duration nothingToSay(boolean counted) {
    long samples = counted ? Math.min(longestSilence, sent - heard()) : longestSilence;
    return Duration.ofSeconds((samples + AudioChunk.RATE - 1) / AudioChunk.RATE);
  }

  boolean waits() {
    return unacknowledged > 0;
  }

  boolean owes() {
    return FrameClock.due(sent) > deltas + SLACK;
  }

  /**
   * Whether a server owes text that tells nothing between its words, and that has spoken before.
   */
  boolean owesText() {
    return deltas > 0 && unanswered > SLACK * FrameClock.FRAME;
  }

  /** Samples that are transcribed by the number of deltas, if each stands for a frame. */
  public long heard() {
    return FrameClock.heard(deltas, sent);
  }
}
