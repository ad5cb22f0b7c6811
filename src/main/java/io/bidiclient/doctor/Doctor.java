package io.bidiclient.doctor;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.run.Destination;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.sagemaker.ProfileFiles;
import io.bidiclient.transport.sagemaker.StreamAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Examines what stands between this machine and a transcript, one step after the other; a step that
 * needs a failed one is skipped. For one examination, by one thread.
 */
public final class Doctor {
  private static final String HANG =
      "the network is fine: check the image's label, --cuda and port 8443 of the security group, as"
          + " the hosting page says, and whether all streams are taken (`endpoint status`)";

  private final EndpointSettings endpoint;
  private final Timeouts timeouts;
  private final Map<String, String> environment;
  private final Machine machine;
  private final AwsAccess access;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * What the machine brings.
   *
   * @param clock its time
   * @param tls trusted where no certificates are named
   * @param microphone looks at the microphone
   */
  public record Machine(
      Clock clock, Supplier<SSLSocketFactory> tls, Supplier<Finding> microphone) {}

  /** An examination that has not begun. */
  public Doctor(
      EndpointSettings endpoint,
      Timeouts timeouts,
      Map<String, String> environment,
      Machine machine) {
    this.endpoint = endpoint;
    this.timeouts = timeouts;
    this.environment = Map.copyOf(environment);
    this.machine = machine;
    this.access = new AwsAccess(endpoint.region(), endpoint.profile(), Optional.empty());
  }

  /** All findings, in the order of the way. */
  public List<Finding> examine(Destination destination)
      throws CommandException, InterruptedException {
    examineWay(destination);
    findings.add(DoctorMachine.ffmpeg(environment));
    findings.add(machine.microphone().get());
    return findings;
  }

  private void examineWay(Destination destination) throws CommandException, InterruptedException {
    Optional<URI> address =
        endpoint.isAws()
            ? examineAws()
            : endpoint
                .webSocket()
                .or(() -> destination.emulator().map(Emulator::url).map(URI::create));
    if (!endpoint.isAws()) {
      Stream.of("region", "identity", "clock", "endpoint")
          .forEach(check -> findings.add(Finding.skip(check, "AWS is not used")));
    }
    if (address.isPresent()) {
      findings.addAll(
          new DoctorNetwork(address.get(), environment, trust(), timeouts.connect()).examine());
    }
    if (findings.stream().anyMatch(Doctor::bars)) {
      findings.add(Finding.skip("stream", "needs the checks before it"));
      return;
    }
    Finding stream = new DoctorStream(destination::transport, endpoint.session(timeouts)).examine();
    boolean silent = endpoint.isAws() && stream.failed() && stream.code() == ExitCode.NETWORK;
    findings.add(silent ? stream.withHint(HANG) : stream);
  }

  /** The address that the stream goes to; empty where a finding says why there is none. */
  private Optional<URI> examineAws() {
    Optional<TransportException> fault = ProfileFiles.fault();
    if (fault.isPresent()) {
      TransportException why = fault.get();
      findings.add(Finding.fail("region", why.getMessage(), why.hint(), ExitCode.AUTH));
      skip("needs the check before it", "identity", "clock", "endpoint");
      return Optional.empty();
    }
    Optional<String> region = access.effectiveRegion();
    findings.addAll(new DoctorAws(access, machine.clock()).examine(region));
    if (region.isEmpty()) {
      skip("needs a region", "endpoint");
      return Optional.empty();
    }
    if (endpoint.endpointUrl().isPresent()) {
      skip("another address is given", "endpoint");
      return endpoint.endpointUrl();
    }
    findings.add(
        findings.stream().anyMatch(Doctor::bars)
            ? Finding.skip("endpoint", "needs the checks before it")
            : new DoctorEndpoint(access, endpoint.endpoint()).examine(region.get()));
    return address(region.get());
  }

  private Optional<URI> address(String region) {
    String why;
    try {
      return Optional.of(StreamAddress.of(region, access.profile()));
    } catch (URISyntaxException | SdkException e) {
      why = e.getMessage();
    } catch (CompletionException e) {
      why = e.getCause().getMessage();
    }
    findings.add(
        Finding.fail(
            "name",
            "no address for the stream: " + why,
            "correct AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2, AWS_ENDPOINT_URL or the profile",
            ExitCode.USAGE));
    skip("needs the check before it", "tcp", "tls", "alpn");
    return Optional.empty();
  }

  private void skip(String why, String... checks) {
    Stream.of(checks).forEach(check -> findings.add(Finding.skip(check, why)));
  }

  /** A stream may work where STS cannot be reached, and tells best what a wrong clock does. */
  private static boolean bars(Finding finding) {
    boolean unknown = finding.check().equals("identity") && finding.code() == ExitCode.NETWORK;
    return finding.failed() && !unknown && !finding.check().equals("clock");
  }

  /** What the handshake is made with: the certificates that were named, or Java's own. */
  private SSLSocketFactory trust() throws CommandException {
    Optional<Path> file =
        endpoint.isAws() ? PemTrust.fileForAws(endpoint.caFile(), environment) : endpoint.caFile();
    if (file.isEmpty()) {
      return machine.tls().get();
    }
    try {
      return PemTrust.context(file.get()).getSocketFactory();
    } catch (TransportException e) {
      throw new CommandException(new Problem(ExitCode.USAGE, e.getMessage(), e.hint()), e);
    }
  }
}
