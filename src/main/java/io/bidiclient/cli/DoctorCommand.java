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
import io.bidiclient.emulator.Emulator;
import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.Destination;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.terminal.ProcessContext;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.sagemaker.ProfileFiles;
import java.net.URI;
import java.nio.file.Path;
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
    header = "Checks that this machine can reach the endpoint and transcribe.",
    description = {
      "Checks credentials, clock, network, endpoint, ffmpeg and microphone, one line",
      "each, with what to do. Exits with the code of the worst failure; warnings do",
      "not count."
    })
public final class DoctorCommand implements Callable<Integer> {
  /** Where the SDK, too, looks for another service URL; the more special one first. */
  private static final List<String> URL_VARIABLES =
      List.of("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2", "AWS_ENDPOINT_URL");

  private final ProcessContext context;
  private final Clock clock;
  private final Supplier<SSLSocketFactory> tls;
  private final Supplier<Finding> microphone;

  @Mixin private EndpointOptions where;
  @Mixin private TimeoutOptions limits;
  @Mixin private LoggingOptions tell;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  public DoctorCommand(ProcessContext context) {
    this(
        context,
        Clock.systemUTC(),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        DoctorMachine::microphone);
  }

  public DoctorCommand(
      ProcessContext context,
      Clock clock,
      Supplier<SSLSocketFactory> tls,
      Supplier<Finding> microphone) {
    this.context = context;
    this.clock = clock;
    this.tls = tls;
    this.microphone = microphone;
  }

  @Override
  public Integer call() throws Exception {
    EndpointSettings endpoint = where.settings();
    tell.start();
    List<Finding> findings = new ArrayList<>();
    try (Destination destination =
        Destination.open(endpoint, limits.timeouts(), context.environment(), note -> {})) {
      examineEndpoint(endpoint, destination, findings);
    }
    findings.add(DoctorMachine.ffmpeg(context.environment()));
    findings.add(microphone.get());
    DoctorReport report = new DoctorReport(findings);
    context.terminal().print(json ? report.json() : report.text());
    return report.code().code();
  }

  private void examineEndpoint(
      EndpointSettings endpoint, Destination destination, List<Finding> findings)
      throws CommandException, InterruptedException {
    AwsAccess access = new AwsAccess(endpoint.region(), endpoint.profile(), Optional.empty());
    boolean aws = endpoint.isAws();
    Optional<TransportException> fault = aws ? ProfileFiles.fault() : Optional.empty();
    if (fault.isPresent()) {
      TransportException why = fault.get();
      findings.add(Finding.fail("region", why.getMessage(), why.hint(), ExitCode.AUTH));
      Stream.of("identity", "clock", "stream")
          .forEach(check -> findings.add(Finding.skip(check, "needs the check before it")));
      return;
    }
    Optional<String> region = aws ? access.effectiveRegion() : Optional.empty();
    if (aws) {
      findings.addAll(new DoctorAws(access, clock).examine(region));
    } else {
      Stream.of("region", "identity", "clock")
          .map(check -> Finding.skip(check, "no AWS on this way"))
          .forEach(findings::add);
    }
    Optional<URI> found =
        destination
            .emulator()
            .map(Emulator::url)
            .map(URI::create)
            .or(() -> place(endpoint, region));
    if (found.isEmpty()) {
      findings.add(Finding.skip("stream", "needs a region"));
      return;
    }
    URI url = found.get();
    Timeouts timeouts = limits.timeouts();
    findings.addAll(
        new DoctorNetwork(url, context.environment(), trust(endpoint), timeouts.connect())
            .examine());
    if (findings.stream().anyMatch(DoctorCommand::bars)) {
      findings.add(Finding.skip("stream", "needs the checks before it"));
      return;
    }
    findings.add(new DoctorStream(destination::transport, endpoint.session(timeouts)).examine());
  }

  /** A stream may work where STS cannot be reached, and tells best what a wrong clock does. */
  private static boolean bars(Finding finding) {
    boolean unknown = finding.check().equals("identity") && finding.code() == ExitCode.NETWORK;
    return finding.failed() && !unknown && !finding.check().equals("clock");
  }

  /** Where the stream goes: as given, as the environment says, or as the region says. */
  private Optional<URI> place(EndpointSettings endpoint, Optional<String> region) {
    return endpoint
        .webSocket()
        .or(endpoint::endpointUrl)
        .or(
            () ->
                URL_VARIABLES.stream()
                    .map(name -> context.environment().getOrDefault(name, ""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .map(URI::create))
        .or(() -> region.map(DoctorCommand::regional));
  }

  private static URI regional(String region) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://runtime.sagemaker." + region + "." + domain + ":8443");
  }

  /** What the handshake is made with: the certificates that were named, or Java's own. */
  private SSLSocketFactory trust(EndpointSettings endpoint) throws CommandException {
    Optional<Path> file =
        endpoint.isAws()
            ? PemTrust.fileForAws(endpoint.caFile(), context.environment())
            : endpoint.caFile();
    if (file.isEmpty()) {
      return tls.get();
    }
    try {
      return PemTrust.context(file.get()).getSocketFactory();
    } catch (TransportException e) {
      throw new CommandException(new Problem(ExitCode.USAGE, e.getMessage(), e.hint()), e);
    }
  }
}
