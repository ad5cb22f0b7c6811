package io.bidiclient.cli;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.EmulatorMode;
import io.bidiclient.emulator.EmulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the built-in endpoint until it is interrupted. */
@Command(
    name = "emulator",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    description = {
      "Runs a SageMaker endpoint on this machine, with vLLM's Realtime protocol and a",
      "model that reads Morse code from the audio. It understands no speech."
    })
final class EmulatorCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: loopback only).")
  private Optional<String> bind;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "Certificate chain, PEM: speak https. Needs --key.")
  private Optional<Path> certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The certificate's private key, PEM (PKCS #8).")
  private Optional<Path> key;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "released",
      converter = Modes.class,
      description = {
        "Which server to be: released, legacy, next, mute, rut,",
        "slow-start (default: ${DEFAULT-VALUE})."
      })
  private EmulatorMode mode;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Say what a run kept with --record heard, whatever is sent.")
  private Optional<Path> replay;

  @Mixin private TellOptions tell;

  EmulatorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandException, InterruptedException {
    if (certificate.isPresent() != key.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--cert and --key need each other");
    }
    LogConfigurator.show(tell.verbosity());
    try (Emulator emulator = Emulator.start(options())) {
      surroundings.terminal().say("try: bidi-client AUDIO.wav --endpoint-url " + emulator.url());
      new CountDownLatch(1).await();
      return ExitCode.OK.code();
    } catch (IOException e) {
      Problem problem =
          new Problem(ExitCode.NETWORK, e.getMessage(), "choose another --port or --bind");
      throw new CommandException(problem, e);
    }
  }

  private EmulatorOptions options() throws CommandException {
    EmulatorOptions defaults = EmulatorOptions.defaults();
    EmulatorOptions options =
        (replay.isPresent() ? defaults.withModel(Replayed.model(replay.get())) : defaults)
            .withNotes(tell.quiet ? note -> {} : surroundings.terminal()::say)
            .withMode(mode);
    InetAddress address = bind.map(this::address).orElse(options.bind());
    EmulatorOptions placed = options.withAddress(address, port);
    return certificate
        .map(chain -> placed.withTls(new EmulatorOptions.Tls(chain, key.orElseThrow())))
        .orElse(placed);
  }

  private InetAddress address(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new ParameterException(spec.commandLine(), "--bind: no address named " + name, e);
    }
  }

  /** Reads a mode's name. */
  static final class Modes implements ITypeConverter<EmulatorMode> {
    @Override
    public EmulatorMode convert(String name) {
      try {
        return EmulatorMode.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + name + "' is not a mode");
      }
    }
  }
}
