package io.bidiclient.cli;

import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.doctor.Doctor;
import io.bidiclient.doctor.DoctorMachine;
import io.bidiclient.doctor.DoctorReport;
import io.bidiclient.problem.CommandException;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.Destination;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.terminal.ProcessContext;
import java.time.Clock;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSocketFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what stands between this machine and a transcript. */
@Command(
    name = "doctor",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    header = "Checks that this machine can reach the endpoint and transcribe.",
    description = {
      "Checks credentials, clock, network, endpoint, ffmpeg and microphone, one line",
      "each, with what to do. Exits with the code of the worst failure; warnings do",
      "not count."
    },
    footer = {
      "",
      "Examples:",
      "  bidi-client doctor --region us-east-1",
      "  bidi-client doctor --local --json"
    })
public final class DoctorCommand implements Callable<Integer> {
  private final ProcessContext context;
  private final Doctor.Machine machine;

  @Mixin private EndpointOptions where;
  @Mixin private TimeoutOptions limits;
  @Mixin private LoggingOptions tell;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  /** The doctor of this machine. */
  public DoctorCommand(ProcessContext context) {
    this(
        context,
        new Doctor.Machine(
            Clock.systemUTC(),
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
            DoctorMachine::microphone));
  }

  /** The doctor of another machine. */
  public DoctorCommand(ProcessContext context, Doctor.Machine machine) {
    this.context = context;
    this.machine = machine;
  }

  @Override
  public Integer call() throws CommandException, InterruptedException {
    EndpointSettings endpoint = where.settings();
    Timeouts timeouts = limits.timeouts();
    tell.start();
    try (Destination destination =
        Destination.open(endpoint, timeouts, context.environment(), note -> {})) {
      Doctor doctor = new Doctor(endpoint, timeouts, context.environment(), machine);
      DoctorReport report = new DoctorReport(doctor.examine(destination));
      context.terminal().print(json ? report.json() : report.text());
      return report.code().code();
    }
  }
}
