package io.bidiclient.run;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.BuiltInModel;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ExecModel;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.protocol.ProtocolMessage;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.MaskingTransport;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.Secrets;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.sagemaker.Credentials;
import io.bidiclient.transport.sagemaker.SageMakerSettings;
import io.bidiclient.transport.sagemaker.SageMakerTransport;
import io.bidiclient.transport.websocket.WebSocketSettings;
import io.bidiclient.transport.websocket.WebSocketTransport;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a run streams to: an endpoint, a WebSocket server, or the emulator in this process.
 *
 * @param transport the way there
 * @param emulator the server at its end, where it is ours
 */
public record Destination(Transport transport, Optional<Emulator> emulator)
    implements AutoCloseable {
  /**
   * Makes the way; nothing is sent yet.
   *
   * @param environment names the proxies
   * @throws CommandException where the settings cannot be used
   */
  public static Destination open(
      EndpointSettings endpoint,
      Timeouts timeouts,
      Map<String, String> environment,
      Consumer<String> notes)
      throws CommandException {
    Credentials found = new Credentials.DefaultChain(endpoint.profile());
    return open(endpoint, found, timeouts, environment, notes, 1);
  }

  /**
   * The same with other credentials than those of the endpoint's profile.
   *
   * @param credentials sign each session with SageMaker
   * @param perConnection streams on an HTTP/2 connection at most
   */
  static Destination open(
      EndpointSettings endpoint,
      Credentials credentials,
      Timeouts timeouts,
      Map<String, String> environment,
      Consumer<String> notes,
      int perConnection)
      throws CommandException {
    if (endpoint.local().isPresent()) {
      Emulator emulator = emulator(endpoint, endpoint.local().get(), environment, notes);
      SageMakerSettings local = SageMakerSettings.local("emulator", URI.create(emulator.url()));
      return new Destination(prepared(local, perConnection), Optional.of(emulator));
    }
    try {
      return new Destination(
          endpoint
              .webSocket()
              .map(url -> webSocket(endpoint, url, timeouts, environment))
              .orElseGet(
                  () -> sageMaker(endpoint, credentials, timeouts, environment, perConnection)),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          new Problem(ExitCode.USAGE, e.getMessage(), "run 'bidi-client --help' for the options"),
          e);
    }
  }

  private static Emulator emulator(
      EndpointSettings endpoint,
      BuiltInModel builtIn,
      Map<String, String> environment,
      Consumer<String> notes)
      throws CommandException {
    EmulatorOptions options = EmulatorOptions.defaults().withNotes(notes);
    if (endpoint.modelCommand().isPresent()) {
      // A protocol without frames: a program that answers late is no server that has gone mute.
      options =
          options
              .withMode(EmulatorMode.OPENAI)
              .withModel(program(endpoint.modelCommand().get(), environment));
      notes.accept(
          "its times are those at which text comes; it may take "
              + EndpointSettings.PROGRAM_PATIENCE.toMinutes()
              + " minutes after the end of the audio (--done-timeout)");
    } else {
      options = options.withModel(LocalModel.of(builtIn, "--local", environment));
    }
    try {
      return Emulator.start(options);
    } catch (IOException e) {
      throw new CommandException(
          new Problem(ExitCode.NETWORK, e.getMessage(), "let this program listen on loopback"), e);
    }
  }

  private static EmulatorModel program(String command, Map<String, String> environment)
      throws CommandException {
    try {
      return ExecModel.of(command, environment.getOrDefault("PATH", ""));
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          new Problem(
              ExitCode.USAGE,
              "--model-command: " + e.getMessage(),
              "name a program that reads 16 kHz s16le on its stdin"),
          e);
    }
  }

  private static Transport webSocket(
      EndpointSettings endpoint, URI url, Timeouts timeouts, Map<String, String> environment) {
    Stream<String> secrets = Stream.concat(endpoint.apiKey().stream(), Secrets.in(url));
    return masked(
        new WebSocketTransport(
            new WebSocketSettings(
                url,
                endpoint.apiKey(),
                timeouts.connect(),
                endpoint.caFile(),
                new EnvironmentProxies(environment))),
        secrets);
  }

  private static Transport sageMaker(
      EndpointSettings endpoint,
      Credentials credentials,
      Timeouts timeouts,
      Map<String, String> environment,
      int perConnection) {
    Stream<String> secrets =
        Stream.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
            .flatMap(name -> Optional.ofNullable(environment.get(name)).stream());
    return masked(
        prepared(
            new SageMakerSettings(
                endpoint.endpoint(),
                credentials,
                endpoint.region(),
                endpoint.endpointUrl(),
                endpoint.targetVariant(),
                endpoint.modelPath(),
                timeouts.connect(),
                PemTrust.fileForAws(endpoint.caFile(), environment),
                new EnvironmentProxies(environment)),
            perConnection),
        secrets);
  }

  /** A server may send back what it was sent. */
  private static Transport masked(Transport transport, Stream<String> secrets) {
    return new MaskingTransport(transport, Secrets.of(secrets), ProtocolMessage::isTranscript);
  }

  /** Classes are loaded while the audio is opened. */
  private static SageMakerTransport prepared(SageMakerSettings settings, int perConnection) {
    SageMakerTransport transport = new SageMakerTransport(settings, perConnection);
    transport.prepare();
    return transport;
  }

  @Override
  public void close() {
    transport.close();
    emulator.ifPresent(Emulator::close);
  }
}
