package io.bidiclient.cli.option;

import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.transport.s3.S3Settings;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How S3 is reached. */
@Command(description = "S3")
public final class S3Options {
  @Option(
      names = "--s3-endpoint-url",
      paramLabel = "URL",
      description = "Use another service than Amazon S3 that speaks its protocol.")
  private Optional<URI> url;

  @Option(
      names = "--s3-requester-pays",
      description = "Pay for requests and transfer from buckets whose requesters pay.")
  private boolean requesterPays;

  /** The options, with the region and the profile of the endpoint. */
  public S3Settings settings(EndpointSettings endpoint) {
    return new S3Settings(endpoint.region(), endpoint.profile(), url, requesterPays);
  }
}
