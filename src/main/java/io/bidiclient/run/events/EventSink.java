package io.bidiclient.run.events;

import io.bidiclient.transcript.RunEvent;

/** Takes the events of a run, in order and on one thread. */
public interface EventSink {
  /** Takes what happened so many nanoseconds after the run began. */
  void take(long at, RunEvent event);
}
