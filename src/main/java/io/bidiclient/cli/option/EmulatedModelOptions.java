package io.bidiclient.cli.option;

import io.bidiclient.cli.value.BuiltInModelReader;
import io.bidiclient.emulator.config.BuiltInModel;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ExecModel;
import io.bidiclient.emulator.morse.MorseModel;
import io.bidiclient.problem.CommandException;
import io.bidiclient.run.LocalModel;
import io.bidiclient.run.ReplayedFrames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What transcribes behind the emulator's front: one of four. */
@Command(description = "Model")
public final class EmulatedModelOptions {
  private static final List<String> ALL =
      List.of("--model", "--model-command", "--replay", "--upstream");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      converter = BuiltInModelReader.class,
      description =
          "Built-in model: speech recognises English, morse reads Morse code (default: speech).")
  private Optional<BuiltInModel> model;

  @Option(
      names = "--model-command",
      paramLabel = "COMMAND",
      description =
          "Let a program transcribe: 16 kHz s16le on its stdin, text on its stdout. Arguments"
              + " are split without a shell.")
  private Optional<String> command;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Send the text of a run saved with --record, whatever audio arrives.")
  private Optional<Path> replay;

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "Put SageMaker's front before the container at ws://HOST:PORT and report which of"
              + " SageMaker's rules it breaks.")
  private Optional<URI> upstream;

  /** The container that takes the model's place, if there is one. */
  public Optional<URI> upstream() {
    return upstream;
  }

  /**
   * The model.
   *
   * @param environment names the directories to find a program in, and where speech is recognised
   */
  public EmulatorModel model(Map<String, String> environment) throws CommandException {
    if (replay.isPresent()) {
      return ReplayedFrames.model(replay.get());
    }
    if (command.isPresent()) {
      return program(command.get(), environment.getOrDefault("PATH", ""));
    }
    if (upstream.isPresent()) {
      // The container listens: any model will do that needs nothing.
      return new MorseModel();
    }
    return LocalModel.of(model.orElse(BuiltInModel.SPEECH), "--model", environment);
  }

  /** Refuses several at once; what the environment set gives way. */
  public void check() {
    ParseResult given = spec.commandLine().getParseResult();
    if (ALL.stream().filter(given::hasMatchedOption).count() > 1) {
      throw usage("--model, --model-command, --replay and --upstream cannot be combined", null);
    }
    upstream.ifPresent(this::checkUpstream);
  }

  private EmulatorModel program(String words, String path) {
    try {
      return ExecModel.of(words, path);
    } catch (IllegalArgumentException | IOException e) {
      throw usage("--model-command: " + e.getMessage(), e);
    }
  }

  private void checkUpstream(URI url) {
    boolean socket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
    if (!socket || url.getHost() == null) {
      throw usage("--upstream takes ws://HOST:PORT or wss://HOST:PORT, not '" + url + "'", null);
    }
    if (!url.getPath().replace("/", "").isEmpty()) {
      throw usage(
          "--upstream takes no path: the request's --model-path is the container's path", null);
    }
  }

  private ParameterException usage(String message, Exception cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }
}
