package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.FrameClock;

/**
 * What went out and what came back in one session. Times are nanoseconds on the owner's clock.
 *
 * @param sent samples of audio sent
 * @param deltas deltas that came
 * @param unacknowledged messages that the wire has not yet taken
 * @param waitingSince when the oldest of those began to wait
 * @param lastEvent when the server last said anything
 * @param owingSince since when the server has owed us deltas without saying anything
 */
public record StreamCounters(
    long sent,
    long deltas,
    int unacknowledged,
    long waitingSince,
    long lastEvent,
    long owingSince) {
  /**
   * Frames that a server may stay behind before it counts as owing: another model's delay, and the
   * pause of a live input, are no stall.
   */
  private static final int SLACK = 38;

  static final StreamCounters NONE = new StreamCounters(0, 0, 0, 0, 0, 0);

  StreamCounters sentOne(long now) {
    long since = unacknowledged == 0 ? now : waitingSince;
    return new StreamCounters(sent, deltas, unacknowledged + 1, since, lastEvent, owingSince);
  }

  StreamCounters sentAudio(int samples, long now) {
    long since = owes() ? owingSince : now;
    return new StreamCounters(
        sent + samples, deltas, unacknowledged, waitingSince, lastEvent, since);
  }

  StreamCounters acknowledged(long now) {
    return new StreamCounters(sent, deltas, unacknowledged - 1, now, lastEvent, owingSince);
  }

  StreamCounters event(long now) {
    return new StreamCounters(sent, deltas, unacknowledged, waitingSince, now, now);
  }

  StreamCounters delta() {
    return new StreamCounters(
        sent, deltas + 1, unacknowledged, waitingSince, lastEvent, owingSince);
  }

  boolean waits() {
    return unacknowledged > 0;
  }

  boolean owes() {
    return FrameClock.due(sent) > deltas + SLACK;
  }

  long heard() {
    return FrameClock.heard(deltas, sent);
  }
}
