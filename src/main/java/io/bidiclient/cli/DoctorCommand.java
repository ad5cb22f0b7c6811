package io.bidiclient.cli;

import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.doctor.DoctorAws;
import io.bidiclient.doctor.DoctorMachine;
import io.bidiclient.doctor.DoctorNetwork;
import io.bidiclient.doctor.DoctorReport;
import io.bidiclient.doctor.DoctorStream;
import io.bidiclient.doctor.Finding;
import io.bidiclient.doctor.PemSockets;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.run.Destination;
import io.bidiclient.terminal.LogConfigurator;
import io.bidiclient.terminal.ProcessContext;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    header = "Tells what stands between this machine and a transcript.",
    description = {
      "Checks credentials, clock, network, endpoint, ffmpeg and microphone: a line",
      "each, and what to do. Exits with the code of the worst failure; a warning is",
      "none."
    })
public final class DoctorCommand implements Callable<Integer> {
  /** Where the SDK, too, looks for another service URL; the more special one first. */
  private static final List<String> URL_VARIABLES =
      List.of("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2", "AWS_ENDPOINT_URL");

  private final ProcessContext surroundings;
  private final Clock clock;
  private final Supplier<SSLSocketFactory> tls;
  private final Supplier<Finding> microphone;

  @Mixin private EndpointOptions where;
  @Mixin private TimeoutOptions limits;
  @Mixin private LoggingOptions tell;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  public DoctorCommand(ProcessContext surroundings) {
    this(
        surroundings,
        Clock.systemUTC(),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        DoctorMachine::microphone);
  }

  public DoctorCommand(
      ProcessContext surroundings,
      Clock clock,
      Supplier<SSLSocketFactory> tls,
      Supplier<Finding> microphone) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.tls = tls;
    this.microphone = microphone;
  }

  @Override
  public Integer call() throws Exception {
    where.check();
    LogConfigurator.show(tell.verbosity());
    List<Finding> findings = new ArrayList<>();
    try (Destination destination =
        Destination.open(where, limits, surroundings.environment(), note -> {})) {
      examineEndpoint(destination, findings);
    }
    findings.add(DoctorMachine.ffmpeg(surroundings.environment()));
    findings.add(microphone.get());
    DoctorReport report = new DoctorReport(findings);
    surroundings.terminal().print(json ? report.json() : report.text());
    return report.code().code();
  }

  private void examineEndpoint(Destination destination, List<Finding> findings) throws Exception {
    boolean aws = !where.local && where.webSocket().isEmpty();
    Optional<String> region = aws ? access().effectiveRegion() : Optional.empty();
    if (aws) {
      findings.addAll(new DoctorAws(access(), clock).examine(region));
    } else {
      Stream.of("region", "identity", "clock")
          .map(check -> Finding.skip(check, "no AWS on this way"))
          .forEach(findings::add);
    }
    Optional<URI> found =
        destination.emulator().map(Emulator::url).map(URI::create).or(() -> place(region));
    if (found.isEmpty()) {
      findings.add(Finding.skip("stream", "needs a region"));
      return;
    }
    URI url = found.get();
    findings.addAll(
        new DoctorNetwork(url, surroundings.environment(), trust(), limits.connect).examine());
    if (findings.stream().anyMatch(DoctorCommand::bars)) {
      findings.add(Finding.skip("stream", "needs the checks before it"));
      return;
    }
    SessionSettings settings =
        SessionSettings.of(where.target().label(), where.model, limits.limits())
            .withDialect(where.dialect);
    findings.add(new DoctorStream(destination.transport(), settings).examine());
  }

  /** A stream may work where STS cannot be reached, and tells best what a wrong clock does. */
  private static boolean bars(Finding finding) {
    boolean unknown = finding.check().equals("identity") && finding.code() == ExitCode.NETWORK;
    return finding.failed() && !unknown && !finding.check().equals("clock");
  }

  private AwsAccess access() {
    return new AwsAccess(where.region, where.profile, Optional.empty());
  }

  /** Where the stream goes: as given, as the environment says, or as the region says. */
  private Optional<URI> place(Optional<String> region) {
    return where
        .webSocket()
        .or(() -> where.endpointUrl)
        .or(
            () ->
                URL_VARIABLES.stream()
                    .map(name -> surroundings.environment().getOrDefault(name, ""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .map(URI::create))
        .or(() -> region.map(DoctorCommand::regional));
  }

  private static URI regional(String region) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://runtime.sagemaker." + region + "." + domain + ":8443");
  }

  /** What the handshake is made with: the certificates of --ca-file, or Java's own. */
  private SSLSocketFactory trust() throws CommandException {
    return where.caFile.isPresent() ? PemSockets.of(where.caFile.get()) : tls.get();
  }
}
