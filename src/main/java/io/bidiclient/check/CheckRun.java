package io.bidiclient.check;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.run.SharedDestination;
import io.bidiclient.run.TranscribeJob;
import io.bidiclient.run.events.Progress;
import io.bidiclient.run.events.RunReport;
import io.bidiclient.run.files.PartFile;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.output.Output;
import io.bidiclient.run.output.Outputs;
import io.bidiclient.run.settings.KeptFiles;
import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.Tty;
import io.bidiclient.transcript.write.Format;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Transcribes one input and tells whether it is as it should be. */
public final class CheckRun {
  private final ProcessContext surroundings;
  private final RunSettings settings;
  private final CheckSettings options;

  public CheckRun(ProcessContext surroundings, RunSettings settings, CheckSettings options) {
    this.surroundings = surroundings;
    this.settings = settings;
    this.options = options;
  }

  /** Runs to the end: the transcription's code where it failed, or else whether the gates hold. */
  public ExitCode run(String input) throws CommandException, IOException, InterruptedException {
    InputItem item = InputItem.one(input);
    guard(item);
    Optional<String> reference = Optional.empty();
    if (options.reference().isPresent()) {
      reference = Optional.of(read(options.reference().get()));
    }
    Terminal terminal = surroundings.terminal();
    StringWriter text = new StringWriter();
    Output output =
        Output.on(
            "memory",
            text,
            new OutputChoice(Format.TEXT, Optional.empty()),
            input,
            settings.endpoint().target());
    RunReport report;
    try (Progress progress = new Progress(terminal, Progress.Form.NONE);
        SharedDestination destination =
            SharedDestination.of(settings, surroundings.environment(), this::say, 1)) {
      report =
          new TranscribeJob(settings, destination, surroundings, progress, this::say)
              .run(item, new Outputs(List.of(output)), KeptFiles.NOTHING);
    }
    report.problems().forEach(terminal::tell);
    report.fault().ifPresent(terminal::trace);
    CheckResult result = judge(report, text.toString(), reference);
    terminal.print(render(result));
    if (options.junit().isPresent()) {
      write(options.junit().get(), JunitReport.of(result));
    }
    return result.code();
  }

  private CheckResult judge(RunReport report, String text, Optional<String> reference) {
    Normalizer normalizer = new Normalizer(options.numberWords());
    Optional<Alignment> words =
        reference.map(said -> Alignment.of(normalizer.words(said), normalizer.words(text)));
    Optional<Alignment> letters =
        reference.map(
            said -> Alignment.of(normalizer.characters(said), normalizer.characters(text)));
    List<Gate> gates = options.gates(words, letters, report.summary());
    return new CheckResult(report, text.strip(), words, letters, gates);
  }

  private String render(CheckResult result) throws IOException {
    return switch (options.style()) {
      case TEXT ->
          CheckText.of(
              result, options.color().on(Tty.isTerminal(Tty.STDOUT), surroundings.environment()));
      case JSON -> CheckJson.of(result);
      case GITHUB -> CheckText.github(result);
    };
  }

  /** The report is never written to what is read. */
  private void guard(InputItem item) throws CommandException {
    SourceGuard guard = new SourceGuard(List.of());
    item.file().ifPresent(guard::add);
    options.reference().ifPresent(guard::add);
    settings.endpoint().caFile().ifPresent(guard::add);
    if (options.junit().isPresent()) {
      guard.check("--junit", options.junit().get());
    }
  }

  private String read(Path file) throws CommandException {
    String said = ReferenceFile.read(file);
    if (new Normalizer(options.numberWords()).words(said).isEmpty()) {
      throw new CommandException(
          new Problem(
              ExitCode.INPUT, "the reference " + file + " holds no words", ReferenceFile.HINT));
    }
    return said;
  }

  private static void write(Path file, String content) throws CommandException {
    try {
      PartFile.write(file, content);
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("the report to " + file, e), e);
    }
  }

  private void say(String line) {
    if (!settings.logging().quiet()) {
      surroundings.terminal().say(line);
    }
  }
}
