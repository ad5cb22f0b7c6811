package io.bidiclient.transport.s3;

import java.net.URI;
import java.util.Optional;

/**
 * How S3 is reached. What is absent is left to the SDK's own chains.
 *
 * @param region where the client is; a bucket of another region is found there
 * @param profile the profile to take credentials and region from
 * @param url another service that speaks S3's protocol
 * @param requesterPays whether this account pays where the bucket's owner does not
 * @param encryption how what is written is encrypted
 */
public record S3Settings(
    Optional<String> region,
    Optional<String> profile,
    Optional<URI> url,
    boolean requesterPays,
    Optional<S3Encryption> encryption) {
  /** Amazon's, as it is usually reached. */
  public static S3Settings usual(Optional<String> region, Optional<String> profile) {
    return new S3Settings(region, profile, Optional.empty(), false, Optional.empty());
  }
}
