package io.bidiclient.run;

import io.bidiclient.problem.CommandException;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.transport.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The one destination of all runs of a command, opened for the first that needs it. */
public final class SharedDestination implements AutoCloseable {
  private final RunSettings settings;
  private final Map<String, String> environment;
  private final Consumer<String> notes;
  private Optional<Destination> opened = Optional.empty();

  public SharedDestination(
      RunSettings settings, Map<String, String> environment, Consumer<String> notes) {
    this.settings = settings;
    this.environment = environment;
    this.notes = notes;
  }

  /** The way there. */
  public synchronized Transport transport() throws CommandException {
    if (opened.isEmpty()) {
      opened =
          Optional.of(
              Destination.open(settings.endpoint(), settings.timeouts(), environment, notes));
    }
    return opened.get().transport();
  }

  @Override
  public synchronized void close() {
    opened.ifPresent(Destination::close);
  }
}
