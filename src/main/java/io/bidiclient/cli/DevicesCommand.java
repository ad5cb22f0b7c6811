package io.bidiclient.cli;

import io.bidiclient.audio.capture.CaptureDevice;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.ProcessContext;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the capture devices. */
@Command(
    name = "devices",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    header = "Lists the microphones of this machine.",
    description = {
      "Lists the microphones of this machine: index, name and formats, the preferred",
      "one first. Use one as mic:INDEX, or as mic:NAME with part of its name."
    },
    footer = {"", "Examples:", "  bidi-client devices", "  bidi-client devices --json"})
final class DevicesCommand implements Callable<Integer> {
  private final ProcessContext surroundings;
  private final Supplier<List<CaptureDevice>> devices;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Mixin private LoggingOptions tell;

  /**
   * The command.
   *
   * @param devices asks the machine for them
   */
  DevicesCommand(ProcessContext surroundings, Supplier<List<CaptureDevice>> devices) {
    this.surroundings = surroundings;
    this.devices = devices;
  }

  @Override
  public Integer call() throws CommandException {
    LoggingSettings logging = tell.start();
    List<CaptureDevice> found = devices.get();
    surroundings.terminal().print(json ? DevicesReport.json(found) : DevicesReport.text(found));
    if (found.isEmpty() && !logging.quiet()) {
      surroundings.terminal().say("this machine has no microphone");
    }
    return ExitCode.OK.code();
  }
}
