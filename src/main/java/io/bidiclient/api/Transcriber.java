package io.bidiclient.api;

import io.bidiclient.audio.mix.Gain;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.emulator.config.BuiltInModel;
import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.protocol.Dialects;
import io.bidiclient.run.SharedDestination;
import io.bidiclient.run.settings.AudioSettings;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.run.settings.PaceSettings;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.Verbosity;
import io.bidiclient.transport.sagemaker.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transcribes audio with one server, any number of inputs at once, each in its own session.
 *
 * <pre>{@code
 * try (Transcriber transcriber =
 *     new Transcriber(TranscriberOptions.of(ModelServer.sageMaker("voxtral-realtime")))) {
 *   System.out.println(transcriber.transcribe(TranscriberInput.file(path)).text());
 * }
 * }</pre>
 *
 * <p>Nothing is connected before the first run. Safe for many threads. Proxies are read from the
 * environment, as curl does.
 */
public final class Transcriber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transcriber.class);

  private static final int CHUNK_MILLIS = 80;
  private static final Duration AHEAD = Duration.ofSeconds(10);

  /** How long a session may take to be closed. */
  private static final long CLOSING_MILLIS = 5_000;

  private final RunSettings settings;
  private final SharedDestination destination;
  private final Set<TranscriberRun> runs = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A transcriber that is connected to nothing yet. */
  public Transcriber(TranscriberOptions options) {
    this.settings = settings(options);
    this.destination =
        new SharedDestination(
            settings, System.getenv(), LOG::info, credentials(options.server()), 1);
  }

  /**
   * A run that begins when it is subscribed to, or given its listener.
   *
   * @throws IllegalStateException when this is closed
   */
  public TranscriberRun prepare(TranscriberInput input) {
    TranscriberRun run = new TranscriberRun(settings, destination, input, runs::remove);
    runs.add(run);
    if (closed) {
      run.cancel();
      throw new IllegalStateException("the transcriber is closed");
    }
    return run;
  }

  /** Begins a run with a listener; see {@link TranscriberRun#start}. */
  public TranscriberRun start(TranscriberInput input, Consumer<? super TranscriberEvent> listener) {
    return prepare(input).start(listener);
  }

  /**
   * Transcribes the whole of the audio, and waits for it. An interrupted wait cancels the run.
   *
   * @throws TranscriberException when it did not come to its end
   */
  public TranscriberResult transcribe(TranscriberInput input)
      throws TranscriberException, InterruptedException {
    TranscriberRun run = start(input, event -> {});
    try {
      return run.result().get();
    } catch (InterruptedException e) {
      run.cancel();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TranscriberException failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /**
   * Cancels the runs in progress, waits until their sessions are closed, and lets go of the rest.
   */
  @Override
  public void close() {
    closed = true;
    List<TranscriberRun> open = List.copyOf(runs);
    open.forEach(TranscriberRun::cancel);
    try {
      for (TranscriberRun run : open) {
        run.awaitEnd(CLOSING_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    destination.close();
  }

  private static RunSettings settings(TranscriberOptions options) {
    return new RunSettings(
        endpoint(options),
        new AudioSettings(
            Optional.empty(), CHUNK_MILLIS, Gain.NONE, OptionalInt.empty(), false, List.of()),
        new PaceSettings(options.realTime() ? Pace.REALTIME : Pace.AUTO, AHEAD, Optional.empty()),
        options.waits().timeouts(),
        new RetryPolicy(
            options.retries(), RetryPolicy.BACKOFF, RetryPolicy.DEFAULT.longestSession()),
        new LoggingSettings(true, Verbosity.SILENT));
  }

  private static Credentials credentials(ModelServer server) {
    Optional<String> profile = Optional.empty();
    if (server instanceof ModelServer.SageMakerEndpoint aws) {
      if (aws.credentials().isPresent()) {
        return new Credentials.Provided(aws.credentials().get());
      }
      profile = aws.profile();
    }
    return new Credentials.DefaultChain(profile);
  }

  private static EndpointSettings endpoint(TranscriberOptions options) {
    if (options.server() instanceof ModelServer.SageMakerEndpoint aws) {
      return new EndpointSettings(
          aws.endpoint(),
          aws.region(),
          aws.profile(),
          aws.endpointUrl(),
          aws.targetVariant(),
          aws.modelPath(),
          Optional.empty(),
          Optional.empty(),
          options.caFile(),
          options.model(),
          Dialects.auto(),
          Optional.empty(),
          Optional.empty());
    }
    Optional<ModelServer.WebSocketServer> socket =
        options.server() instanceof ModelServer.WebSocketServer it
            ? Optional.of(it)
            : Optional.empty();
    Optional<BuiltInModel> emulated =
        options.server() instanceof ModelServer.EmulatedServer it
            ? Optional.of(
                it.model() == ModelServer.EmulatedModel.MORSE
                    ? BuiltInModel.MORSE
                    : BuiltInModel.SPEECH)
            : Optional.empty();
    return new EndpointSettings(
        "emulator",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        socket.map(ModelServer.WebSocketServer::url),
        socket.flatMap(ModelServer.WebSocketServer::apiKey),
        options.caFile(),
        options.model(),
        Dialects.auto(),
        emulated,
        Optional.empty());
  }
}
