package io.bidiclient.bench.report;

import io.bidiclient.bench.report.BenchOutput.Form;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.run.files.PartFile;
import io.bidiclient.run.files.SourceGuard;
import io.bidiclient.run.input.InputList;
import io.bidiclient.terminal.Terminal;
import io.bidiclient.terminal.TerminalSize.Size;
import io.bidiclient.terminal.Tty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a report goes: files that are no input, and standard output. */
public final class ReportFiles {
  private final List<BenchOutput> outputs;

  private ReportFiles(List<BenchOutput> outputs) {
    this.outputs = outputs;
  }

  /** Refuses to write to what is read, and to measure for a file that cannot be written. */
  public static ReportFiles of(List<BenchOutput> outputs, List<String> inputs)
      throws CommandException {
    SourceGuard guard = new SourceGuard(InputList.of(inputs, false).files());
    for (BenchOutput output : outputs) {
      if (output.file().isPresent()) {
        guard.check("--output " + output.form().label(), output.file().get());
        tryOut(output.file().get());
      }
    }
    return new ReportFiles(outputs);
  }

  private static void tryOut(Path file) throws CommandException {
    try {
      PartFile.tryOut(file);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  private static CommandException unwritten(Path file, IOException e) {
    return new CommandException(WriteFailure.of("the report to " + file, e), e);
  }

  /** Writes all forms; the table goes to standard output unless another one does. */
  public void write(BenchReport report, Terminal terminal) throws CommandException {
    if (outputs.stream().allMatch(output -> output.file().isPresent())) {
      terminal.print(table(report, terminal));
    }
    for (BenchOutput output : outputs) {
      if (output.file().isEmpty()) {
        terminal.print(
            output.form() == Form.TEXT ? table(report, terminal) : content(output.form(), report));
        continue;
      }
      try {
        PartFile.write(output.file().get(), content(output.form(), report));
      } catch (IOException e) {
        throw unwritten(output.file().get(), e);
      }
    }
  }

  /** As wide as the terminal that shows it. */
  private static String table(BenchReport report, Terminal terminal) {
    Optional<Integer> columns =
        Tty.isTerminal(Tty.STDOUT) ? terminal.size().map(Size::columns) : Optional.empty();
    return columns
        .map(width -> BenchTable.of(report, width))
        .orElseGet(() -> BenchTable.of(report));
  }

  private static String content(Form form, BenchReport report) {
    return switch (form) {
      case TEXT -> BenchTable.of(report);
      case JSON -> BenchJson.of(report);
      case CSV -> BenchCsv.of(report);
      case JUNIT -> BenchJunit.of(report);
      case HTML -> BenchPage.of(report);
    };
  }
}
