package io.bidiclient.run.remote;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.InputErrors;
import io.bidiclient.problem.Warning;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.transport.s3.S3Store;
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
  private final S3Store store;

  /**
   * An opener.
   *
   * @param environment the variables that name proxies
   * @param store the way to S3
   */
  public RemoteFiles(RunSettings settings, Map<String, String> environment, S3Store store) {
    this.settings = settings;
    this.environment = Map.copyOf(environment);
    this.store = store;
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
    if (name.object().isPresent()) {
      return new S3File(store, name.object().get());
    }
    HttpLink link =
        HttpLink.of(
            environment,
            settings.endpoint().caFile(),
            settings.timeouts().connect(),
            settings.timeouts().stall());
    return new HttpFile(name.url(), link);
  }
}
