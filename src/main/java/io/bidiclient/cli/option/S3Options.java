package io.bidiclient.cli.option;

import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.transport.s3.S3Encryption;
import io.bidiclient.transport.s3.S3Settings;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How S3 is reached. */
@Command(description = "S3")
public final class S3Options {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--s3-endpoint-url",
      paramLabel = "URL",
      description = "Use another service than Amazon S3 that speaks its protocol.")
  private Optional<URI> url;

  @Option(
      names = "--s3-requester-pays",
      description = "Pay for requests and transfer from buckets whose requesters pay.")
  private boolean requesterPays;

  @Option(
      names = "--s3-sse",
      paramLabel = "KIND",
      description = "Have transcripts encrypted: AES256, aws:kms or aws:kms:dsse.")
  private Optional<String> encryption;

  @Option(
      names = "--s3-sse-kms-key-id",
      paramLabel = "KEY",
      description = "The KMS key to do it with: its id, ARN or alias.")
  private Optional<String> key;

  /** The options, with the region and the profile of the endpoint. */
  public S3Settings settings(EndpointSettings endpoint) {
    return new S3Settings(endpoint.region(), endpoint.profile(), url, requesterPays, encryption());
  }

  private Optional<S3Encryption> encryption() {
    String kind = encryption.orElse(S3Encryption.KMS);
    if (!S3Encryption.KINDS.contains(kind)) {
      throw usage("--s3-sse is one of " + String.join(", ", S3Encryption.KINDS));
    }
    if (key.isPresent() && !kind.startsWith(S3Encryption.KMS)) {
      throw usage("--s3-sse-kms-key-id needs --s3-sse " + S3Encryption.KMS);
    }
    return encryption.isPresent() || key.isPresent()
        ? Optional.of(new S3Encryption(kind, key))
        : Optional.empty();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
