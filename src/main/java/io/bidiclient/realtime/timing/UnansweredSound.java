package io.bidiclient.realtime.timing;

/**
 * Sound that a session has heard since it last said something, in samples. Owned by the run's
 * thread.
 */
public final class UnansweredSound {
  private long sound;
  private long unclear;

  /** What certainly is sound. */
  public long samples() {
    return sound;
  }

  /** The same with what may be sound. */
  public long most() {
    return sound + unclear;
  }

  /**
   * The session has heard so many samples more.
   *
   * @param isSound whether they certainly are sound
   * @param isUnclear whether they may be
   */
  public void add(long samples, boolean isSound, boolean isUnclear) {
    sound += isSound ? samples : 0;
    unclear += isUnclear && !isSound ? samples : 0;
  }

  /** The session has said something, or another one begins; returns what certainly was sound. */
  public long end() {
    long ended = sound;
    sound = 0;
    unclear = 0;
    return ended;
  }
}
