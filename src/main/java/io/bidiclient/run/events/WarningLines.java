package io.bidiclient.run.events;

import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.Verbosity;
import java.util.List;
import java.util.function.Consumer;

/**
 * Says each warning to the person as a line.
 *
 * @param say takes a line
 */
public record WarningLines(Consumer<String> say) implements EventSink {
  /** Warnings, and behind them the story of the run where it is asked for. */
  public static EventSink of(LoggingSettings logging, Consumer<String> say) {
    return logging.verbosity() == Verbosity.SILENT
        ? new WarningLines(say)
        : EventSink.all(List.of(new RunStory(say), new WarningLines(say)));
  }

  @Override
  public void take(long at, TranscriptionEvent event) {
    if (event instanceof TranscriptionEvent.Warned warned) {
      say.accept("warning: " + warned.warning().message());
    }
  }
}
