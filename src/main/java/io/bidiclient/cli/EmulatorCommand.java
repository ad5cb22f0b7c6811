package io.bidiclient.cli;

import io.bidiclient.cli.option.ListenOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.Caps;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ExecModel;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.run.ReplayedFrames;
import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
    header = "Runs an endpoint on this machine that reads Morse code.",
    description =
        "It speaks SageMaker's event stream and vLLM's Realtime protocol, and has a small model"
            + " that reads Morse code from the audio. It understands no speech.")
final class EmulatorCommand implements Callable<Integer> {
  private final ProcessContext surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "released",
      converter = Modes.class,
      description =
          "Which server to be: released, legacy, next, mute, rut, slow-start, openai (default:"
              + " ${DEFAULT-VALUE}).")
  private EmulatorMode mode;

  @Option(
      names = "--fault",
      paramLabel = "SPEC",
      split = ",",
      converter = Faults.class,
      description =
          "What goes wrong, repeatable, in the order streams open: NAME, NAME@MESSAGES or"
              + " NAME@SECONDSs, then xTIMES. A wrong name lists all.")
  private List<FaultPlan> faults = List.of();

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "Put SageMaker's front before the container at ws://HOST:PORT and tell which of"
              + " SageMaker's rules it breaks.")
  private Optional<URI> upstream;

  @Option(
      names = "--model-command",
      paramLabel = "COMMAND",
      description =
          "Let a program transcribe: 16 kHz s16le on its stdin, text on its stdout. Arguments"
              + " are split without a shell.")
  private Optional<String> modelCommand;

  @Option(
      names = "--max-sessions",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Sessions at once; others are refused (default: ${DEFAULT-VALUE}).")
  private int maxSessions;

  @Option(
      names = "--max-message",
      paramLabel = "BYTES",
      defaultValue = "16777216",
      description = "Longest message; a longer one ends its session (default: 16 MiB).")
  private int maxMessage;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Say what a run kept with --record heard, whatever is sent.")
  private Optional<Path> replay;

  @Mixin private ListenOptions listen;
  @Mixin private LoggingOptions tell;

  EmulatorCommand(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandException, InterruptedException {
    if (upstream.isPresent() && modelCommand.isPresent()) {
      throw usage("--upstream and --model-command exclude each other");
    }
    if (maxSessions < 1 || maxMessage < 1) {
      throw usage("--max-sessions and --max-message take numbers from 1 on");
    }
    upstream.ifPresent(this::checkUpstream);
    LoggingSettings logging = tell.start();
    if (tell.explain) {
      surroundings.terminal().print(new Explanation(spec).text());
      return ExitCode.OK.code();
    }
    try (Emulator emulator = Emulator.start(options(logging))) {
      introduce(emulator);
      new CountDownLatch(1).await();
      return ExitCode.OK.code();
    } catch (IOException e) {
      Problem problem =
          new Problem(ExitCode.NETWORK, e.getMessage(), "choose another --port or --bind");
      throw new CommandException(problem, e);
    }
  }

  private void introduce(Emulator emulator) {
    Terminal terminal = surroundings.terminal();
    terminal.say("try: bidi-client AUDIO.wav --endpoint-url " + emulator.url());
    terminal.say("  or: bidi-client AUDIO.wav --url " + emulator.webSocketUrl());
    if (!listen.address().isLoopbackAddress()) {
      String at = listen.address().getHostAddress();
      terminal.say("it listens on " + at + ": other machines can reach it, without a key");
    }
  }

  private void checkUpstream(URI url) {
    boolean socket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
    if (!socket || url.getHost() == null) {
      throw usage("--upstream takes ws://HOST:PORT or wss://HOST:PORT, not '" + url + "'");
    }
    if (!url.getPath().replace("/", "").isEmpty()) {
      throw usage("--upstream takes no path: the request's --model-path is the container's path");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private EmulatorOptions options(LoggingSettings logging) throws CommandException {
    EmulatorOptions defaults = EmulatorOptions.defaults();
    EmulatorOptions options =
        (replay.isPresent() ? defaults.withModel(ReplayedFrames.model(replay.get())) : defaults)
            .withNotes(logging.quiet() ? note -> {} : surroundings.terminal()::say)
            .withMode(mode)
            .withFaults(faults)
            .withCaps(new Caps(maxSessions, maxMessage));
    options =
        options
            .withBind(listen.address())
            .withPort(port)
            .withTls(listen.tls(EmulatorOptions.Tls::new))
            .withUpstream(upstream);
    if (modelCommand.isPresent()) {
      options = options.withModel(model(modelCommand.get()));
    }
    return options;
  }

  private EmulatorModel model(String command) {
    try {
      return ExecModel.of(command);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--model-command: " + e.getMessage(), e);
    }
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
