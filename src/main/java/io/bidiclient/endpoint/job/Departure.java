package io.bidiclient.endpoint.job;

/**
 * What is said and done when a signal ends a job, as it stands at any moment. The job's thread says
 * what it would be; the signal's thread runs it, once.
 */
public final class Departure {
  private final StackTimer timer;
  // Guarded by this.
  private Runnable last = () -> {};
  // Guarded by this.
  private boolean complete = true;
  // Guarded by this.
  private boolean gone;

  /** Nothing to say yet. */
  public Departure(StackTimer timer) {
    this.timer = timer;
  }

  /**
   * From here on these words and deeds are all that a signal leaves to do.
   *
   * @throws InterruptedException where the signal was faster: the job must do nothing more
   */
  void becomes(Runnable words) throws InterruptedException {
    become(words, true);
  }

  /** The same, but the job's thread has to tidy up after them. */
  void becomesBeforeTidying(Runnable words) throws InterruptedException {
    become(words, false);
  }

  private synchronized void become(Runnable words, boolean all) throws InterruptedException {
    if (gone) {
      throw new InterruptedException("asked to stop");
    }
    last = words;
    complete = all;
  }

  /**
   * The signal has come: says and does what is to be.
   *
   * @return whether that was all, so that nobody has to wait for the job's thread
   */
  public synchronized boolean leave() {
    if (!gone) {
      gone = true;
      timer.stop();
      last.run();
    }
    return complete;
  }
}
