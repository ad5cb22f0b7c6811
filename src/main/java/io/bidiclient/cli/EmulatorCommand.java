package io.bidiclient.cli;

import io.bidiclient.cli.option.CapacityOptions;
import io.bidiclient.cli.option.DeliveryOptions;
import io.bidiclient.cli.option.EmulatedModelOptions;
import io.bidiclient.cli.option.ListenOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.value.EnumReader;
import io.bidiclient.cli.value.PortReader;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the built-in endpoint until it is interrupted. */
@Command(
    name = "emulator",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    header = "Runs an endpoint on this machine.",
    description =
        "It speaks SageMaker's event stream and vLLM's Realtime protocol. A small model on this"
            + " machine recognises English, or another one reads Morse code.",
    footer = {
      "",
      "Examples:",
      "  bidi-client emulator --port 8080",
      "  bidi-client emulator --mode rut --fault reset@40",
      "  bidi-client emulator --upstream ws://localhost:8000"
    })
final class EmulatorCommand implements Callable<Integer> {
  /** The SDK signs every request; any key will do here. */
  private static final String CREDENTIALS =
      "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1";

  private final ProcessContext surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      converter = PortReader.class,
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "released",
      converter = Modes.class,
      description =
          "Server to imitate: released, legacy, next, mute, rut, slow-start, openai (default:"
              + " ${DEFAULT-VALUE}).")
  private EmulatorMode mode;

  @Option(
      names = "--fault",
      paramLabel = "SPEC",
      split = ",",
      converter = Faults.class,
      description =
          "Fault of the next stream, repeatable, one stream after another: NAME, NAME@MESSAGES or"
              + " NAME@SECONDSs, then xTIMES. An unknown name lists all of them.")
  private List<FaultPlan> faults = List.of();

  @Mixin private EmulatedModelOptions model;
  @Mixin private DeliveryOptions text;
  @Mixin private CapacityOptions limits;
  @Mixin private ListenOptions listen;
  @Mixin private LoggingOptions tell;

  EmulatorCommand(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandException, InterruptedException {
    LoggingSettings logging = tell.start();
    model.check();
    EmulatorOptions options = options(logging);
    if (tell.explain) {
      surroundings.terminal().print(new Explanation(spec).text());
      return ExitCode.OK.code();
    }
    EmulatorModel transcriber = model.model(surroundings.environment());
    try (Emulator emulator = Emulator.start(options.withModel(transcriber))) {
      introduce(emulator);
      new CountDownLatch(1).await();
      return ExitCode.OK.code();
    } catch (IOException e) {
      Problem problem =
          new Problem(ExitCode.NETWORK, e.getMessage(), "choose another --port or --bind");
      throw new CommandException(problem, e);
    }
  }

  /** Commands that work as they stand, the one that needs least first. */
  private void introduce(Emulator emulator) {
    Terminal terminal = surroundings.terminal();
    String trust = listen.certificate().map(file -> " --ca-file '" + file + "'").orElse("");
    String client = "bidi-client AUDIO.wav" + trust;
    terminal.say("try: " + client + " --url " + emulator.webSocketUrl());
    terminal.say("  or: " + CREDENTIALS + " " + client + " --endpoint-url " + emulator.url());
    if (!listen.address().isLoopbackAddress()) {
      String at = listen.address().getHostAddress();
      terminal.say("it listens on " + at + ": other machines can reach it, without a key");
    }
  }

  /** All but the model, which may be a program that starts. */
  private EmulatorOptions options(LoggingSettings logging) {
    return EmulatorOptions.defaults()
        .with(
            options ->
                options
                    .bind(listen.address())
                    .port(port)
                    .tls(listen.tls(EmulatorOptions.Tls::new))
                    .mode(mode)
                    .upstream(model.upstream())
                    .delivery(text.delivery())
                    .capacity(limits.capacity())
                    .caps(limits.caps())
                    .faults(faults)
                    .notes(logging.quiet() ? note -> {} : surroundings.terminal()::say));
  }

  /** Reads a fault and when it strikes. */
  static final class Faults implements ITypeConverter<FaultPlan> {
    @Override
    public FaultPlan convert(String spec) {
      try {
        return FaultPlan.parse(spec);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Names of modes. */
  static final class Modes extends EnumReader<EmulatorMode> {
    Modes() {
      super(EmulatorMode.class);
    }
  }
}
