package io.bidiclient.run.events;

import io.bidiclient.realtime.event.TranscriptionEvent;
import java.util.function.Consumer;

/**
 * Says each warning to the person as a line.
 *
 * @param say takes a line
 */
public record WarningLines(Consumer<String> say) implements EventSink {
  @Override
  public void take(long at, TranscriptionEvent event) {
    if (event instanceof TranscriptionEvent.Warned warned) {
      say.accept("warning: " + warned.warning().message());
    }
  }
}
