package io.bidiclient.run.events;

import io.bidiclient.realtime.event.TranscriptionEvent;
import java.util.List;

/** Takes the events of a run, in order and on one thread. */
public interface EventSink {
  /** Takes what happened so many nanoseconds after the run began. */
  void take(long at, TranscriptionEvent event);

  /** One that hands each event to all of them, in their order. */
  static EventSink all(List<EventSink> sinks) {
    List<EventSink> all = List.copyOf(sinks);
    return (at, event) -> all.forEach(sink -> sink.take(at, event));
  }
}
