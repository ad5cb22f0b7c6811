package io.bidiclient.run.events;

import io.bidiclient.transcript.RunEvent;
import java.util.function.Consumer;

/**
 * Says each warning to the person as a line.
 *
 * @param say takes a line
 */
public record WarningLines(Consumer<String> say) implements EventSink {
  @Override
  public void take(long at, RunEvent event) {
    if (event instanceof RunEvent.Told told && !told.failure()) {
      say.accept("warning: " + told.message());
    }
  }
}
