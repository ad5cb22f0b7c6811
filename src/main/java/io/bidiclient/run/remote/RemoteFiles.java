package io.bidiclient.run.remote;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.problem.Warning;
import io.bidiclient.run.settings.RunSettings;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Opens inputs that lie on servers, each as one stream that survives broken connections. Safe for
 * use from many threads; {@link #open} blocks.
 */
public final class RemoteFiles {
  private final RunSettings settings;
  private final Map<String, String> environment;

  /**
   * An opener.
   *
   * @param environment the variables that name proxies
   */
  public RemoteFiles(RunSettings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Waits for the first bytes.
   *
   * @param warnings takes, on the reading thread, what is to be told on the way
   * @throws AudioException when they cannot be had
   */
  public ResumingInput open(RemoteName name, Consumer<Warning> warnings) throws AudioException {
    try {
      RemoteFile file = file(name);
      return ResumingInput.open(
          file,
          name.shown(),
          new ReconnectRules(settings.retries().retries(), settings.retries().backoff()),
          warnings);
    } catch (IOException e) {
      throw InputErrors.because(name.shown(), e);
    }
  }

  private RemoteFile file(RemoteName name) throws RemoteFailure {
    HttpLink link =
        HttpLink.of(
            environment,
            settings.endpoint().caFile(),
            settings.timeouts().connect(),
            settings.timeouts().stall());
    return new HttpFile(name.url(), link);
  }
}
