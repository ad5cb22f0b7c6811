package io.bidiclient.run;

import io.bidiclient.problem.CommandException;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.sagemaker.Credentials;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The one destination of all runs of a command, opened for the first that needs it. */
public final class SharedDestination implements AutoCloseable {
  private final RunSettings settings;
  private final Map<String, String> environment;
  private final Consumer<String> notes;
  private final Credentials credentials;
  private final int perConnection;
  private Optional<Destination> opened = Optional.empty();

  /**
   * A destination that is not opened yet.
   *
   * @param perConnection streams on an HTTP/2 connection at most
   */
  public SharedDestination(
      RunSettings settings,
      Map<String, String> environment,
      Consumer<String> notes,
      Credentials credentials,
      int perConnection) {
    this.settings = settings;
    this.environment = environment;
    this.notes = notes;
    this.credentials = credentials;
    this.perConnection = perConnection;
  }

  /** With the credentials of the endpoint's profile. */
  public static SharedDestination of(
      RunSettings settings,
      Map<String, String> environment,
      Consumer<String> notes,
      int perConnection) {
    return new SharedDestination(
        settings,
        environment,
        notes,
        new Credentials.DefaultChain(settings.endpoint().profile()),
        perConnection);
  }

  /** The way there. */
  public synchronized Transport transport() throws CommandException {
    if (opened.isEmpty()) {
      opened =
          Optional.of(
              Destination.open(
                  settings.endpoint(),
                  credentials,
                  settings.timeouts(),
                  environment,
                  notes,
                  perConnection));
    }
    return opened.get().transport();
  }

  @Override
  public synchronized void close() {
    opened.ifPresent(Destination::close);
  }
}
