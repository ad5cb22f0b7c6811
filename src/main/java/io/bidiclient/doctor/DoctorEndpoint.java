package io.bidiclient.doctor;

import io.bidiclient.endpoint.AwsAccess;
import io.bidiclient.endpoint.EndpointProbe;
import io.bidiclient.endpoint.HostedEndpoint;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.problem.ExitCode;
import java.util.Optional;

/** Asks SageMaker whether the endpoint is there and in service. */
final class DoctorEndpoint {
  private static final String CHECK = "endpoint";

  private final AwsAccess access;
  private final String name;

  DoctorEndpoint(AwsAccess access, String name) {
    this.access = access;
    this.name = name;
  }

  /** Whoever may stream need not be allowed to ask: that is no failure. */
  Finding examine(String region) {
    try {
      Optional<HostedEndpoint> found = new EndpointProbe(access).look(name);
      return found
          .map(DoctorEndpoint::finding)
          .orElseGet(
              () ->
                  Finding.fail(
                      CHECK,
                      "there is no endpoint " + name + " in " + region,
                      "check --endpoint and --region, or make it with `endpoint deploy`",
                      ExitCode.ENDPOINT));
    } catch (StackException e) {
      return Finding.skip(CHECK, e.getMessage());
    }
  }

  private static String counted(int instances) {
    return ", " + instances + (instances == 1 ? " instance" : " instances");
  }

  private static Finding finding(HostedEndpoint endpoint) {
    String status = endpoint.name() + " is " + endpoint.status();
    return switch (endpoint.status()) {
      case "InService", "Updating", "SystemUpdating", "RollingBack" ->
          Finding.ok(CHECK, status + endpoint.instances().map(DoctorEndpoint::counted).orElse(""));
      case "Creating" ->
          Finding.fail(
              CHECK,
              status,
              "wait: 8 to 15 minutes are usual; `endpoint status` shows it",
              ExitCode.ENDPOINT);
      default ->
          Finding.fail(
              CHECK,
              status + endpoint.failure().map(why -> ": " + why).orElse(""),
              "read the log group /aws/sagemaker/Endpoints/" + endpoint.name(),
              ExitCode.ENDPOINT);
    };
  }
}
